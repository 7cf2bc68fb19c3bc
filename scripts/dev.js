// npm run dev: the page with hot reload, and the main side restarted on every change. Opens the desktop
// app where it can open, else serves the engine from source and prints the address of the page.
import { spawn } from 'node:child_process'
import { runOnOwnNode } from './child.js'
import { findDesktop } from './electron.js'
import { ensureInstalled, ownEnvironment, root } from './install.js'

await ensureInstalled()
// Vite needs Node 20.19 or newer, so the servers run on our own Node, in this same file.
if (Number(process.versions.node.split('.')[0]) >= 24) await develop()
else process.exitCode = await runOnOwnNode(['scripts/dev.js', ...process.argv.slice(2)])

async function develop() {
  const vite = await import('vite')
  const desktop = process.argv.includes('--headless') ? { why: 'as asked' } : await findDesktop()
  const enginePort = 4780
  const server = await vite.createServer({
    root: `${root}/renderer`,
    configFile: `${root}/vite.config.ts`,
    server: { host: '127.0.0.1', proxy: 'why' in desktop ? engineProxy(enginePort) : undefined },
  })
  await server.listen()
  const page = server.resolvedUrls?.local[0] ?? ''
  if ('why' in desktop) serveFromSource(enginePort)
  else await restartOnRebuild(vite, desktop.binary, page)
  console.log(`The page with hot reload: ${page}`)
}

/**
 * Everything that is not the page belongs to the engine. The host checks where a request comes from, so
 * it is told its own address.
 * @param {number} port
 */
function engineProxy(port) {
  const target = `http://127.0.0.1:${port}`
  const route = { target, changeOrigin: true, headers: { origin: target } }
  return Object.fromEntries(['/rpc', '/api', '/session', '/healthz'].map((path) => [path, route]))
}

/** @param {number} port */
function serveFromSource(port) {
  const args = ['--watch-path=main', '--watch-path=shared', 'main/headless.ts', '--port', String(port)]
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(signal, () => {
      child.kill(signal)
      process.exit(0)
    })
  }
}

/**
 * Rebuilds the main side and the preload as their sources change, and starts Electron anew after each.
 * @param {typeof import('vite')} vite
 * @param {string} binary
 * @param {string} page
 */
async function restartOnRebuild(vite, binary, page) {
  const env = { ...ownEnvironment(), DESPACHO_DEV_PAGE: page, ELECTRON_RUN_AS_NODE: undefined }
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let app
  const restart = () => {
    app?.removeAllListeners('exit')
    app?.kill()
    app = spawn(binary, ['.'], { cwd: root, env, stdio: 'inherit' })
    app.on('exit', (code) => process.exit(code ?? 0))
  }
  const builder = await vite.createBuilder({ configFile: `${root}/vite.config.ts`, build: { watch: {} } })
  for (const name of ['preload', 'main']) {
    const environment = builder.environments[name]
    const watcher = environment && (await builder.build(environment))
    if (!watcher || !('on' in watcher)) continue
    watcher.on('event', (event) => {
      if (event.code === 'BUNDLE_END') restart()
    })
  }
}
