import { expect, test } from 'vitest'
import { createUpdates, mayUpdate, type Updater } from '../../main/desktop/life/updates.ts'
import { appVersion } from '../../main/engine/app.ts'
import { silentLog } from '../../main/engine/core/log.ts'

/** An update server's answer, and what was done with it, in order. */
function aCheck({ version, answers }: { version?: string; answers: number[] }) {
  const done: string[] = []
  const updater: Updater = {
    autoDownload: true,
    autoInstallOnAppQuit: false,
    checkForUpdates: () =>
      version === 'unreachable'
        ? Promise.reject(new Error('ENOTFOUND'))
        : Promise.resolve({
            isUpdateAvailable: version !== undefined,
            updateInfo: { version: version ?? appVersion },
          } as Awaited<ReturnType<Updater['checkForUpdates']>>),
    downloadUpdate: () => Promise.resolve(done.push('download')).then(() => []),
    quitAndInstall: () => void done.push('install'),
  }
  const updates = createUpdates({
    dialog: {
      showMessageBox: (...args: unknown[]) => {
        done.push((args.at(-1) as Electron.MessageBoxOptions).message)
        return Promise.resolve({ response: answers.shift() ?? 1, checkboxChecked: false })
      },
    },
    load: () => Promise.resolve(updater),
    language: () => 'en',
    stop: () => Promise.resolve(void done.push('engine stopped')),
    log: silentLog,
  })
  return { updates, updater, done }
}

test('a new version is downloaded and installed as the person says, the engine stopped first', async () => {
  const { updates, updater, done } = aCheck({ version: '9.1.0', answers: [0, 0] })
  await updates.check()
  expect(done).toEqual([
    'A new version is available: 9.1.0',
    'download',
    'Version 9.1.0 is ready',
    'engine stopped',
    'install',
  ])
  expect(updater.autoDownload).toBe(false)
})

test('nothing is downloaded or restarted without a yes', async () => {
  const refused = aCheck({ version: '9.1.0', answers: [1] })
  await refused.updates.check()
  expect(refused.done).toEqual(['A new version is available: 9.1.0'])
  const later = aCheck({ version: '9.1.0', answers: [0, 1] })
  await later.updates.check()
  expect(later.done).not.toContain('install')
  expect(later.updater.autoInstallOnAppQuit).toBe(true)
})

test('no new version and no connection are said in plain words', async () => {
  const none = aCheck({ answers: [] })
  await none.updates.check()
  expect(none.done).toEqual([`This is the latest version: ${appVersion}`])
  const offline = aCheck({ version: 'unreachable', answers: [] })
  await offline.updates.check()
  expect(offline.done).toEqual(['Updates could not be checked'])
})

test('an app that was not installed, or without a place to fetch from, offers no updates', () => {
  expect(mayUpdate({ isPackaged: false }, '/')).toBe(false)
  expect(mayUpdate({ isPackaged: true }, '/nowhere')).toBe(false)
})
