import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { App } from 'electron'
import type { Language } from '../../shared/i18n/index.ts'
import { SystemClock } from '../engine/core/clock.ts'
import { logToFolder } from '../engine/core/log-file.ts'
import { createWorkspaceHost } from '../engine/workspaces/host.ts'
import { rendererFolder } from '../server/page-files.ts'
import type { ElectronParts, Start } from './electron-parts.ts'
import { desktopKeyStore } from './keys/key-store.ts'
import { createPassphraseWindow } from './keys/passphrase-window.ts'
import { PAGE_SCHEME } from './page/address.ts'
import { createPageAnswers } from './page/protocol.ts'

export type EngineHost = Awaited<ReturnType<typeof createEngineHost>>

/** The workspaces with their clock, log and keys, and the protocol that the page comes over. */
export async function createEngineHost(
  electron: Pick<ElectronParts, 'app' | 'BrowserWindow' | 'protocol' | 'safeStorage'>,
  { words, dataDir, env, platform }: Start,
) {
  const clock = new SystemClock()
  const log = logToFolder(join(dataDir, 'logs'), clock)
  const systemLanguage = systemLanguageOf(electron.app)
  let language = systemLanguage
  let changed: () => void = () => undefined
  const passphrase = createPassphraseWindow(electron.BrowserWindow, () => language)
  electron.protocol.handle(PAGE_SCHEME, passphrase.answering(await createPageAnswers(rendererFolder())))
  const host = createWorkspaceHost({
    dataDir,
    clock,
    log,
    keyStore: desktopKeyStore({
      keychain: electron.safeStorage,
      platform,
      dataDir,
      // The test of the app itself asks nobody.
      secret: words.smoke ? randomBytes(32).toString('base64') : env['DESPACHO_KEY'],
      ask: passphrase.ask,
    }),
    onChange: () => changed(),
  })
  return {
    host,
    clock,
    log,
    systemLanguage,
    language: (): Language => language,
    /** The app speaks this language from now on. */
    speak: (next: Language): void => void (language = next),
    /** Called after another workspace was opened, or the open one closed. */
    onWorkspace: (listener: () => void): void => void (changed = listener),
  }
}

function systemLanguageOf(app: Pick<App, 'getPreferredSystemLanguages'>): Language {
  const tag = app.getPreferredSystemLanguages().find((name) => /^(es|en)\b/i.test(name))
  return tag?.toLowerCase().startsWith('en') ? 'en' : 'es'
}
