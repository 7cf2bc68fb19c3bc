import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../../../dist/main/headless.js', import.meta.url))

/** A real headless host in a process of its own, on a free port, with a data folder of its own. */
export type Host = {
  /** The address it printed, with its one-time sign-in token on the first start. */
  readonly address: string
  /** Scheme, host and port of it. */
  readonly origin: string
  readonly dataDir: string
  /** Everything it has printed since its latest start. */
  readonly output: () => string
  /** Ends it as a person would (SIGTERM), or as a crash would (SIGKILL), and waits until it has ended. */
  readonly end: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>
  /** Ends it if it runs, and starts it again on the same data folder and port. */
  readonly restart: () => Promise<void>
  /** Ends it and removes its data folder. */
  readonly discard: () => Promise<void>
}

/**
 * Starts a host and resolves when it has printed its address; it needs a build (`npm run build`). `args`
 * are those of the host, for instance `--sample`. Throws with what it printed when it ends before that.
 */
export async function startHost(options: { readonly args?: readonly string[] } = {}): Promise<Host> {
  const dataDir = await mkdtemp(join(tmpdir(), 'despacho-e2e-'))
  let running = await launch(dataDir, 0, options.args ?? [])
  const port = Number(new URL(running.address).port)
  const end = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    if (running.child.exitCode !== null || running.child.signalCode !== null) return
    const ended = once(running.child, 'exit')
    running.child.kill(signal)
    await ended
  }
  return {
    get address() {
      return running.address
    },
    origin: new URL(running.address).origin,
    dataDir,
    output: () => running.output(),
    end,
    async restart() {
      await end()
      running = await launch(dataDir, port, options.args ?? [])
    },
    async discard() {
      await end()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

type Running = { readonly child: ChildProcess; readonly address: string; readonly output: () => string }

async function launch(dataDir: string, port: number, args: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [entry, '--port', String(port), ...args], {
    env: { ...process.env, DESPACHO_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const address = new Promise<string>((resolve, reject) => {
    const read = (text: string): void => {
      output += text
      const found = /(https?:\/\/127\.0\.0\.1:\d+\S*)\s*\n/.exec(output)?.[1]
      if (found) resolve(found)
    }
    child.stdout.setEncoding('utf8').on('data', read)
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (output += text))
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`The host ended with code ${code}:\n${output}`)))
  })
  return { child, address: await address, output: () => output }
}
