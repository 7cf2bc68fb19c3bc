import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

const fixedPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
    String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
  ],
}

/**
 * The path of a Chromium that starts on this machine, or undefined: the one DESPACHO_CHROMIUM names, else
 * an installed one, else the one Playwright has downloaded. Starting one costs half a second, so
 * `npm test` looks once and names it to every step.
 */
export function findChromium(): string | undefined {
  const named = process.env['DESPACHO_CHROMIUM']
  if (named) return existsSync(named) ? named : undefined
  return candidates().find((path) => existsSync(path) && starts(path))
}

/** The arguments Chromium needs here: as root it refuses to start with its sandbox. */
export function chromiumArguments(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

function candidates(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, ...(fixedPlaces[process.platform] ?? []), chromium.executablePath()]
}

function starts(path: string): boolean {
  // On Windows --version opens a window; being there has to do.
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version', ...chromiumArguments()], { timeout: 20_000 }).status === 0
}
