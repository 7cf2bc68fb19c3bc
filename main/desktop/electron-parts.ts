import type * as Electron from 'electron'
import type { Arguments } from './arguments.ts'

/** The parts of Electron's main process that the app is made with; handed in by main/desktop.ts. */
export type ElectronParts = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'nativeImage'
  | 'nativeTheme'
  | 'Notification'
  | 'powerMonitor'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
  | 'Tray'
>

/** What a start of the app is given. */
export interface Start {
  words: Arguments
  dataDir: string
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  /** Path of the preload's bundle. */
  preload: string
}
