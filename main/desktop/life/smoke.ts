import { rmSync, writeSync } from 'node:fs'
import { appVersion } from '../../engine/app.ts'
import type { WorkspaceHost } from '../../engine/core/access/request.ts'

const PATIENCE = 60_000

interface SmokeParts {
  host: WorkspaceHost
  dataDir: string
  /** Loads the page, hidden. */
  openWindow: () => void
  /** Resolves when the page has had its first answer over its port. */
  answered: Promise<void>
  versions: Record<string, string | undefined>
  keychain: Promise<boolean>
}

/**
 * The app's own test of itself, for an installed app that nothing can be attached to: makes a workspace in a
 * temporary folder, loads the page and waits for the answer to its first call. Prints one line of JSON and
 * returns the code to end with: 0 when all of it worked.
 */
export async function runSmoke({
  host,
  dataDir,
  openWindow,
  answered,
  versions,
  keychain,
}: SmokeParts): Promise<number> {
  const started = performance.now()
  const print = (line: object) =>
    writeSync(1, `${JSON.stringify({ version: appVersion, ...versions, ...line })}\n`)
  try {
    const engine = await host.create({
      name: 'Smoke',
      country: 'CL',
      locale: 'es-CL',
      zone: 'America/Santiago',
      currency: 'CLP',
      admin: { signInName: 'smoke', name: 'Smoke', email: null, password: null, language: 'es' },
    })
    const opened = engine.db.sqlGet<{ verdict: string }>(
      'SELECT quick_check AS verdict FROM pragma_quick_check',
    )
    openWindow()
    await withinPatience(answered)
    const ms = Math.round(performance.now() - started)
    print({ smoke: 'ok', database: opened?.verdict, rpc: 'answered', keychain: await keychain, ms })
    return 0
  } catch (error) {
    print({ smoke: 'failed', reason: error instanceof Error ? error.message : String(error) })
    return 1
  } finally {
    await host.close()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function withinPatience(work: Promise<void>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('the page had no answer within 60 s')), PATIENCE)
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
