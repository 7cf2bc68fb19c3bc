import type { App, Dialog } from 'electron'
import type { Language } from '../../../shared/i18n/index.ts'
import { sentence } from '../../../shared/i18n/sentence.ts'
import type { SettingsFile } from '../settings-file.ts'

interface ClosingParts {
  app: Pick<App, 'quit'>
  dialog: Pick<Dialog, 'showMessageBox'>
  settings: SettingsFile
  language: () => Language
}

/**
 * What closing the window means, by the person's choice: true keeps the engine at work in the tray. The first
 * time it says so, and asks whether it shall stay that way.
 */
export function keepInTray(parts: ClosingParts): boolean {
  const { closeToTray, closeExplained } = parts.settings.get()
  if (!closeToTray) {
    parts.app.quit()
    return false
  }
  if (!closeExplained) void explain(parts)
  return true
}

async function explain({ app, dialog, settings, language }: ClosingParts): Promise<void> {
  settings.set({ closeExplained: true })
  const [keep, quit] = [0, 1]
  const { response } = await dialog.showMessageBox({
    type: 'info',
    message: sentence(language(), 'desktop:close.title'),
    detail: sentence(language(), 'desktop:close.explain'),
    buttons: [sentence(language(), 'desktop:close.keep'), sentence(language(), 'desktop:close.quit')],
    defaultId: keep,
    cancelId: keep,
    noLink: true,
  })
  if (response !== quit) return
  settings.set({ closeToTray: false })
  app.quit()
}
