import { expect, test } from 'vitest'
import type { Approval } from '../../shared/contract/approvals.ts'
import { applicationMenu } from '../../main/desktop/system/menus.ts'
import { timeLeft, trayMenu, trayTitle, type TrayView } from '../../main/desktop/system/tray-menu.ts'

type Item = Electron.MenuItemConstructorOptions
const noAction = () => undefined
const actions = {
  give: noAction,
  print: noAction,
  closeToTray: { on: true, set: noAction },
  checkForUpdates: noAction,
  showDataFolder: noAction,
  quit: noAction,
}
const labelsOf = (items: Item[]): string[] =>
  items.flatMap(({ label, submenu }) => [label ?? '', ...(Array.isArray(submenu) ? labelsOf(submenu) : [])])

test.each(['darwin', 'win32', 'linux'] as const)(
  'on %s every entry has its words in both languages',
  (platform) => {
    const es = labelsOf(applicationMenu('es', platform, actions))
    const en = labelsOf(applicationMenu('en', platform, actions))
    expect(es).toHaveLength(en.length)
    const same = es.filter((label, index) => label !== '' && label === en[index])
    expect(new Set(same)).toEqual(platform === 'darwin' ? new Set(['Despacho']) : new Set())
    expect([...es, ...en].filter((label) => /desktop:|menu\./.test(label))).toEqual([])
  },
)

test('no two entries of a menu share a key', () => {
  const keysOf = (items: Item[]): string[] =>
    items.flatMap(({ accelerator, submenu }) => [
      ...(typeof accelerator === 'string' ? [accelerator] : []),
      ...(Array.isArray(submenu) ? keysOf(submenu) : []),
    ])
  const keys = keysOf(applicationMenu('es', 'win32', actions))
  expect(new Set(keys).size).toBe(keys.length)
})

test('updates are offered only where they can be had', () => {
  const without = labelsOf(applicationMenu('en', 'linux', { ...actions, checkForUpdates: undefined }))
  expect(labelsOf(applicationMenu('en', 'linux', actions))).toContain('Check for updates…')
  expect(without).not.toContain('Check for updates…')
})

const view: TrayView = {
  language: 'en',
  state: 'well',
  workspace: 'Aguirre & Sons',
  approvals: [],
  pausedCampaigns: 0,
  now: 0,
}

test('the tray says how things stand', () => {
  expect(trayTitle(view)).toBe('All is well')
  expect(trayTitle({ ...view, state: 'paused', pausedCampaigns: 2 })).toBe('2 campaigns paused')
  expect(trayTitle({ ...view, state: 'paused', workspace: null })).toBe('No workspace is open')
})

test('a hostile title is one line of plain text, and many approvals are cut short', () => {
  const approvals = Array.from({ length: 11 }, (_value, index) => ({
    id: String(index),
    title: `Paga\n&ya ${'x'.repeat(200)}`,
    summary: 's',
    expiresAt: 1,
    requestedByName: null,
  })) as Approval[]
  const labels = labelsOf(
    trayMenu(
      { ...view, state: 'needs', approvals },
      { show: noAction, open: noAction, approve: noAction, quit: noAction },
    ),
  )
  expect(labels[0]).toBe('Aguirre && Sons')
  const entries = labels.filter((label) => label.startsWith('Paga'))
  expect(entries).toHaveLength(8)
  expect(entries[0]).toMatch(/^Paga &&ya x+… · /)
  expect(labels).toContain('3 more approvals…')
})

test('time that is left is told in whole hours, then in minutes', () => {
  const left = (milliseconds: number) => timeLeft(view, milliseconds)
  expect(left(24 * 3_600_000 - 1)).toBe('23 h left')
  expect(left(3_600_000)).toBe('1 h left')
  expect(left(3_599_999)).toBe('60 min left')
  expect(left(-5)).toBe('0 min left')
})
