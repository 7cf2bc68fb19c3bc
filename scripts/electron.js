// Whether the desktop app can open here: Electron's binary comes from outside the npm registry, on first
// use, and it needs a display.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownNode, root } from './install.js'

const electron = join(root, 'node_modules', 'electron')
const failedAt = join(root, 'node_modules', '.electron-failed')
const downloadLimit = 90_000
const retryAfter = 24 * 3600_000

/** The path of Electron's binary, or undefined when it is not on this machine. */
export function electronBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }
  const name = names[/** @type {'darwin' | 'win32'} */ (process.platform)] ?? 'electron'
  const path = join(override ?? join(electron, 'dist'), name)
  return existsSync(path) ? path : undefined
}

/**
 * The binary to open the desktop app with, or why it cannot be opened. Tries for at most 90 seconds to
 * fetch the binary, and not again for a day after that failed.
 * @returns {Promise<{ binary: string } | { why: string }>}
 */
export async function findDesktop() {
  const why = whyNoWindows()
  if (why) return { why }
  if (!electronBinary() && !failedLately()) await download()
  const binary = electronBinary()
  return binary ? { binary } : { why: "Electron's binary is not on this machine and could not be fetched" }
}

function whyNoWindows() {
  if (process.platform !== 'linux') return undefined
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'this machine has no display'
  return process.getuid?.() === 0 ? 'Electron does not run as root' : undefined
}

function failedLately() {
  try {
    return Date.now() - Number(readFileSync(failedAt, 'utf8')) < retryAfter
  } catch {
    return false
  }
}

/** @returns {Promise<void>} */
function download() {
  console.log("Fetching Electron's binary (first start).")
  const child = spawn(ownNode() ?? process.execPath, [join(electron, 'install.js')], {
    stdio: 'ignore',
    timeout: downloadLimit,
  })
  return new Promise((resolve) => {
    child.on('error', () => resolve())
    child.on('exit', (code) => {
      if (code !== 0) writeFileSync(failedAt, String(Date.now()))
      resolve()
    })
  })
}
