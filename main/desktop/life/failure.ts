import { join } from 'node:path'
import { nearestLanguage } from '../../../shared/i18n/index.ts'
import { sentence } from '../../../shared/i18n/sentence.ts'
import type { ElectronParts } from '../electron-parts.ts'

/** Says why the console could not be opened, in the system's language, and ends the app. */
export function explainFailure(
  { app, dialog }: Pick<ElectronParts, 'app' | 'dialog'>,
  dataDir: string,
  error: unknown,
): void {
  const message = error instanceof Error ? error.message : String(error)
  const language = nearestLanguage(app.getPreferredSystemLanguages()[0])
  process.stderr.write(`${error instanceof Error ? (error.stack ?? message) : message}\n`)
  dialog.showErrorBox(
    sentence(language, 'desktop:failure.title'),
    sentence(language, 'desktop:failure.text', { message, folder: join(dataDir, 'logs') }),
  )
  app.exit(1)
}
