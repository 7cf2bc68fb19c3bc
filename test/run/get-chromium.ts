import { findChromium } from '../support/chromium.ts'
import { execute } from './execute.ts'

const download = ['node_modules/@playwright/test/cli.js', 'install', '--no-shell', 'chromium']
const environment = { DEBIAN_FRONTEND: 'noninteractive', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' }

/**
 * The path of a Chromium for the browser tests, fetched if the machine has none: Playwright's own where it
 * can be downloaded, else Debian's package when root. Undefined when all of that fails.
 */
export async function getChromium(): Promise<string | undefined> {
  const present = findChromium()
  if (present) return present
  console.log('There is no Chromium on this machine; fetching the one of Playwright.')
  await execute(process.execPath, download, { env: environment, limitMinutes: 4 })
  return findChromium() ?? (await installFromDebian())
}

async function installFromDebian(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  console.log('Installing the Chromium of this system (apt-get install chromium).')
  await execute('apt-get', ['update', '-q'], { env: environment, limitMinutes: 2 })
  const install = ['install', '-y', '-q', '--no-install-recommends', 'chromium']
  await execute('apt-get', install, { env: environment, limitMinutes: 5 })
  return findChromium()
}
