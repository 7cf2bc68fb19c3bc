import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from 'electron'

/** Starting with the system, for whoever signs in to it. */
export interface StartAtLogin {
  /** Null where it cannot be chosen. */
  get(): boolean | null
  set(on: boolean): void
}

const HIDDEN = '--hidden'

/**
 * Reads and changes it where the system keeps it, so that what is shown is always true: the login items of
 * macOS and Windows, the autostart folder of the Linux desktops (freedesktop.org Desktop Application
 * Autostart 0.5). An app that was not installed has nothing that could be started.
 */
export function createStartAtLogin(
  app: Pick<App, 'isPackaged' | 'getLoginItemSettings' | 'setLoginItemSettings'>,
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): StartAtLogin {
  if (!app.isPackaged) return { get: () => null, set: () => undefined }
  if (platform !== 'linux') {
    const item = platform === 'win32' ? { args: [HIDDEN] } : {}
    return {
      get: () => app.getLoginItemSettings(item).openAtLogin,
      set: (on) => app.setLoginItemSettings({ ...item, openAtLogin: on }),
    }
  }
  const folder = join(env['XDG_CONFIG_HOME'] || join(env['HOME'] ?? '', '.config'), 'autostart')
  const file = join(folder, 'despacho.desktop')
  return {
    get: () => existsSync(file),
    set(on) {
      if (!on) {
        rmSync(file, { force: true })
        return
      }
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, autostartEntry(env['APPIMAGE'] ?? process.execPath))
    },
  }
}

/** Quoted as the Desktop Entry Specification 1.5 asks: `\` before `"`, `` ` ``, `$` and `\`; `%` doubled. */
function autostartEntry(program: string): string {
  const quoted = program.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%')
  return ['[Desktop Entry]', 'Type=Application', 'Name=Despacho', `Exec="${quoted}" ${HIDDEN}`, ''].join('\n')
}
