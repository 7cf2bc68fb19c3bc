import type { MenuItemConstructorOptions } from 'electron'
import type { Instruction } from '../../../shared/contract/desktop.ts'
import type { Language, TextKey } from '../../../shared/i18n/index.ts'
import { sentence } from '../../../shared/i18n/sentence.ts'

/** What the entries of the application menu lead to. */
export interface MenuActions {
  give(instruction: Instruction): void
  print(): void
  closeToTray: { on: boolean; set(on: boolean): void }
  /** Absent where the app was not installed with a place to fetch updates from. */
  checkForUpdates?: (() => void) | undefined
  showDataFolder(): void
  quit(): void
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

/** The application menu in a language; on macOS with the app's own menu in front. */
export function applicationMenu(
  language: Language,
  platform: NodeJS.Platform,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const t = (key: TextKey) => sentence(language, key)
  const mac = platform === 'darwin'
  const quit: MenuItemConstructorOptions = {
    label: t('desktop:menu.quit'),
    accelerator: 'CmdOrCtrl+Q',
    click: actions.quit,
  }
  const settings: MenuItemConstructorOptions = {
    label: t('desktop:menu.settings'),
    accelerator: 'CmdOrCtrl+,',
    click: () => actions.give({ do: 'open', path: '/settings' }),
  }
  const updates: MenuItemConstructorOptions[] = actions.checkForUpdates
    ? [{ label: t('desktop:menu.updates'), click: actions.checkForUpdates }]
    : []
  return [
    ...(mac ? [appMenu(t, [...updates, settings], quit)] : []),
    fileMenu(t, actions, mac ? [] : [separator, settings, separator, quit]),
    editMenu(t),
    viewMenu(t, actions),
    windowMenu(t, mac),
    helpMenu(t, actions, mac ? [] : updates),
  ]
}

type Words = (key: TextKey) => string

function appMenu(
  t: Words,
  own: MenuItemConstructorOptions[],
  quit: MenuItemConstructorOptions,
): MenuItemConstructorOptions {
  return {
    label: 'Despacho',
    submenu: [
      { role: 'about', label: t('desktop:menu.about') },
      ...own,
      separator,
      { role: 'services', label: t('desktop:menu.services') },
      separator,
      { role: 'hide', label: t('desktop:menu.hide') },
      { role: 'hideOthers', label: t('desktop:menu.hideOthers') },
      { role: 'unhide', label: t('desktop:menu.showAll') },
      separator,
      quit,
    ],
  }
}

function fileMenu(
  t: Words,
  actions: MenuActions,
  last: MenuItemConstructorOptions[],
): MenuItemConstructorOptions {
  const open = (path: string) => () => actions.give({ do: 'open', path })
  return {
    label: t('desktop:menu.file'),
    submenu: [
      {
        label: t('desktop:menu.newCampaign'),
        accelerator: 'CmdOrCtrl+N',
        click: open('/campaigns/new'),
      },
      { label: t('desktop:menu.workspaces'), click: open('/start') },
      separator,
      { label: t('desktop:menu.print'), accelerator: 'CmdOrCtrl+P', click: actions.print },
      { role: 'close', label: t('desktop:menu.closeWindow') },
      ...last,
    ],
  }
}

function editMenu(t: Words): MenuItemConstructorOptions {
  return {
    label: t('desktop:menu.edit'),
    submenu: [
      { role: 'undo', label: t('desktop:menu.undo') },
      { role: 'redo', label: t('desktop:menu.redo') },
      separator,
      { role: 'cut', label: t('desktop:menu.cut') },
      { role: 'copy', label: t('desktop:menu.copy') },
      { role: 'paste', label: t('desktop:menu.paste') },
      { role: 'pasteAndMatchStyle', label: t('desktop:menu.pastePlain') },
      { role: 'delete', label: t('desktop:menu.delete') },
      { role: 'selectAll', label: t('desktop:menu.selectAll') },
    ],
  }
}

function viewMenu(t: Words, { give }: MenuActions): MenuItemConstructorOptions {
  const places: [TextKey, string][] = [
    ['shell:nav.home', '/'],
    ['shell:nav.campaigns', '/campaigns'],
    ['shell:nav.approvals', '/approvals'],
    ['shell:nav.clients', '/clients'],
    ['shell:nav.notifications', '/notifications'],
  ]
  return {
    label: t('desktop:menu.view'),
    submenu: [
      ...places.map(([label, path], index) => ({
        label: t(label),
        accelerator: `CmdOrCtrl+${index + 1}`,
        click: () => give({ do: 'open', path }),
      })),
      separator,
      // The page listens for the keys itself; here they are shown only.
      {
        label: t('desktop:menu.palette'),
        accelerator: 'CmdOrCtrl+K',
        registerAccelerator: false,
        click: () => give({ do: 'palette' }),
      },
      separator,
      { role: 'resetZoom', label: t('desktop:menu.actualSize') },
      { role: 'zoomIn', label: t('desktop:menu.zoomIn') },
      { role: 'zoomOut', label: t('desktop:menu.zoomOut') },
      separator,
      { role: 'togglefullscreen', label: t('desktop:menu.fullScreen') },
      { role: 'reload', label: t('desktop:menu.reload') },
    ],
  }
}

function windowMenu(t: Words, mac: boolean): MenuItemConstructorOptions {
  return {
    label: t('desktop:menu.window'),
    ...(mac && { role: 'window' as const }),
    submenu: [
      { role: 'minimize', label: t('desktop:menu.minimize') },
      { role: 'zoom', label: t('desktop:menu.zoom') },
      ...(mac ? [separator, { role: 'front' as const, label: t('desktop:menu.front') }] : []),
    ],
  }
}

function helpMenu(
  t: Words,
  actions: MenuActions,
  updates: MenuItemConstructorOptions[],
): MenuItemConstructorOptions {
  return {
    label: t('desktop:menu.help'),
    role: 'help',
    submenu: [
      { label: t('desktop:menu.shortcuts'), click: () => actions.give({ do: 'shortcuts' }) },
      { label: t('desktop:menu.dataFolder'), click: actions.showDataFolder },
      {
        label: t('desktop:menu.closeToTray'),
        type: 'checkbox',
        checked: actions.closeToTray.on,
        click: ({ checked }) => actions.closeToTray.set(checked),
      },
      ...(updates.length > 0 ? [separator, ...updates] : []),
      separator,
      { role: 'about', label: t('desktop:menu.about') },
    ],
  }
}
