import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { App, Dialog } from 'electron'
import type { AppUpdater } from 'electron-updater'
import type { Language, TextKey } from '../../../shared/i18n/index.ts'
import { sentence } from '../../../shared/i18n/sentence.ts'
import { appVersion } from '../../engine/app.ts'
import type { Log } from '../../engine/core/log.ts'

/** What is used of electron-updater. */
export type Updater = Pick<
  AppUpdater,
  'autoDownload' | 'autoInstallOnAppQuit' | 'checkForUpdates' | 'downloadUpdate' | 'quitAndInstall'
>

interface UpdateParts {
  dialog: Pick<Dialog, 'showMessageBox'>
  load: () => Promise<Updater>
  language: () => Language
  /** Stops the engine, so that the restart ends nothing in the middle. */
  stop: () => Promise<void>
  log: Log
}

/** Whether this app was installed by a distributor who says where updates come from. */
export function mayUpdate(app: Pick<App, 'isPackaged'>, resources: string): boolean {
  return app.isPackaged && existsSync(join(resources, 'app-update.yml'))
}

/**
 * Looks for a newer version when a person asks, downloads it when they agree, and installs it when they quit
 * or say so. Nothing happens by itself.
 */
export function createUpdates(parts: UpdateParts): { check(): Promise<void> } {
  let busy = false
  const check = async () => {
    const updater = await parts.load()
    updater.autoDownload = false
    updater.autoInstallOnAppQuit = true
    const found = await updater.checkForUpdates()
    if (!found?.isUpdateAvailable) return tell(parts, 'desktop:updates.none', appVersion)
    const { version } = found.updateInfo
    const download = await choose(parts, 'desktop:updates.available', 'desktop:updates.availableHelp', {
      version,
      yes: 'desktop:updates.download',
    })
    if (!download) return
    await updater.downloadUpdate()
    const now = await choose(parts, 'desktop:updates.ready', 'desktop:updates.readyHelp', {
      version,
      yes: 'desktop:updates.install',
    })
    if (!now) return
    await parts.stop()
    updater.quitAndInstall()
  }
  return {
    async check() {
      if (busy) return
      busy = true
      try {
        await check()
      } catch (error) {
        parts.log.warn({ error }, 'update failed')
        await tell(parts, 'desktop:updates.failed', '', 'desktop:updates.failedHelp')
      } finally {
        busy = false
      }
    },
  }
}

async function tell(parts: UpdateParts, message: TextKey, version: string, detail?: TextKey): Promise<void> {
  const language = parts.language()
  await parts.dialog.showMessageBox({
    type: 'info',
    message: sentence(language, message, { version }),
    ...(detail && { detail: sentence(language, detail) }),
    buttons: [sentence(language, 'desktop:updates.ok')],
  })
}

async function choose(
  parts: UpdateParts,
  message: TextKey,
  detail: TextKey,
  { version, yes }: { version: string; yes: TextKey },
): Promise<boolean> {
  const language = parts.language()
  const { response } = await parts.dialog.showMessageBox({
    type: 'question',
    message: sentence(language, message, { version }),
    detail: sentence(language, detail),
    buttons: [sentence(language, yes), sentence(language, 'desktop:updates.later')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}
