import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { appVersion } from '../engine/app.ts'
import { SystemClock } from '../engine/core/clock.ts'
import { logToFolder } from '../engine/core/log-file.ts'
import { hostKeyStore, KeyStoreError } from '../engine/core/secrets/key-file.ts'
import { dataFolder } from '../engine/workspaces/data-folder.ts'
import { createWorkspaceHost, type OpenableHost } from '../engine/workspaces/host.ts'
import { dataMark, type HttpHost, startHttpHost } from './http-host.ts'
import { isLoopback, type ServeOptions } from './options.ts'

/** What a start led to: a console that runs, or a sentence and the code to end with. */
export type Started = { freshAddress(): string; stop(): Promise<void> } | { sentence: string; code: number }

/** Opens the data folder and the workspace that was open last, and serves the console. */
export async function serve(options: ServeOptions, env: NodeJS.ProcessEnv): Promise<Started> {
  const dataDir = dataFolder(env)
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (error) {
    return { sentence: `The data folder ${dataDir} cannot be used: ${messageOf(error)}`, code: 1 }
  }
  const clock = new SystemClock()
  const log = logToFolder(join(dataDir, 'logs'), clock)
  let host: OpenableHost
  try {
    host = createWorkspaceHost({ dataDir, clock, log, keyStore: hostKeyStore(dataDir, env['DESPACHO_KEY']) })
  } catch (error) {
    if (error instanceof KeyStoreError) return { sentence: error.message, code: 1 }
    throw error
  }
  let http: HttpHost
  try {
    http = await startHttpHost({
      host,
      clock,
      log,
      dataDir,
      address: options.host,
      port: options.port,
      tls: options.tls,
      allowInsecure: options.allowInsecure,
    })
  } catch (error) {
    return whyNotListening(error, options, dataDir)
  }
  if (options.sample) await host.openSample(sampleLanguage(env))
  else await host.openLast()
  log.info({ version: appVersion, origin: http.origin }, 'console served')
  return {
    freshAddress: http.freshAddress,
    async stop() {
      // Streams of changes never end by themselves; without them, the rest is done in no time.
      host.current()?.live.close()
      await http.close()
      await host.close()
      log.info({}, 'console stopped')
    },
  }
}

/** The system's language decides that of a sample nobody was asked about. */
function sampleLanguage(env: NodeJS.ProcessEnv): 'es' | 'en' {
  const tag = env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? ''
  return tag.toLowerCase().startsWith('en') ? 'en' : 'es'
}

async function whyNotListening(
  error: unknown,
  { host, port, tls }: ServeOptions,
  dataDir: string,
): Promise<Started> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EACCES') {
    return { sentence: `Port ${port} is not open to this account. Name another with --port.`, code: 1 }
  }
  if (code === 'EADDRNOTAVAIL') {
    return { sentence: `This machine has no address ${host}. Name one of its own with --host.`, code: 1 }
  }
  if (code !== 'EADDRINUSE') {
    return { sentence: `The console cannot be served on ${host}:${port}: ${messageOf(error)}`, code: 1 }
  }
  const origin = `${tls ? 'https' : 'http'}://${host}:${port}`
  const there = isLoopback(host) ? await consoleAt(origin) : undefined
  if (there === dataMark(dataDir)) {
    return { sentence: `Despacho is already running with this data folder:\n${origin}`, code: 0 }
  }
  const who = there === undefined ? 'Another program' : 'Despacho with another data folder'
  return { sentence: `${who} is using port ${port}. Name a free one with --port.`, code: 1 }
}

/** The mark of the data folder of a console that answers there, undefined when none does. */
async function consoleAt(origin: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(1_500) })
    const health: unknown = await answer.json()
    if (typeof health !== 'object' || health === null || !('app' in health) || !('data' in health))
      return undefined
    return health.app === 'despacho' && typeof health.data === 'string' ? health.data : undefined
  } catch {
    return undefined
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
