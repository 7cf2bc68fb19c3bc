import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Where workspaces are kept: `DESPACHO_DATA`, else the platform's own place. Both hosts use it, so
 * that the desktop app and the browser show the same workspaces.
 */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const named = env['DESPACHO_DATA']
  if (named) return resolve(named)
  const home = homedir()
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Despacho')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Despacho')
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'despacho')
}
