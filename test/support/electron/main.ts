import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { runInThisContext } from 'node:vm'

/**
 * Runs the app's bundle with the stand-in in place of Electron: `node main.ts <bundle> [arguments]`. The
 * process it was started by may have functions run here, as Playwright does in a real Electron.
 */
const standIn = new URL('stand-in.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
})
const electron = await import('./stand-in.ts')
Object.assign(process, { resourcesPath: import.meta.dirname })

process.on('message', (asked: { id: number; source: string; arg: unknown }) => {
  const run = async () => {
    const work = runInThisContext(`(${asked.source})`) as (module: typeof electron, arg: unknown) => unknown
    return work(electron, asked.arg)
  }
  run().then(
    (value) => process.send?.({ id: asked.id, value }),
    (error: unknown) => process.send?.({ id: asked.id, error: String(error) }),
  )
})
process.on('disconnect', () => electron.app.exit(1))
// As Electron does on these.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => electron.app.quit())

// The words of the command line as Electron has them: the program, the app, the arguments.
const [program = '', , bundle = '', ...words] = process.argv
process.argv = [program, '.', ...words]
await import(pathToFileURL(bundle).href)
electron.app.becomeReady()
process.send?.({ ready: true })
