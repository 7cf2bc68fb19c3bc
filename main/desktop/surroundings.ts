import { sentence } from '../../shared/i18n/sentence.ts'
import { appVersion } from '../engine/app.ts'
import type { RequestContext } from '../engine/core/access/request.ts'
import { readNotifications } from '../engine/notifications/notifications.ts'
import { approveFromTray } from './system/approve.ts'
import type { ElectronParts, Start } from './electron-parts.ts'
import type { EngineHost } from './engine-host.ts'
import { createFollower, type Follower, type Manner } from './system/follow.ts'
import type { SettingsFile } from './settings-file.ts'
import { applicationMenu } from './system/menus.ts'
import { createToasts } from './system/toasts.ts'
import { createTray } from './system/tray.ts'
import { createUpdates, mayUpdate, type Updater } from './life/updates.ts'
import type { WayIn } from './way-in.ts'
import type { MainWindow } from './window/main-window.ts'

interface Around {
  start: Start
  settings: SettingsFile
  engine: EngineHost
  wayIn: WayIn
  context: RequestContext
  window: MainWindow
  stop: () => Promise<void>
}

/** What is around the window: menus, tray, notifications, theme; all in the person's language. */
export interface Surroundings {
  follower: Follower
  refreshMenu(): void
  remove(): void
}

export function createSurroundings(electron: ElectronParts, around: Around): Surroundings {
  const { engine, window } = around
  const { open } = around.wayIn
  const { app, nativeTheme } = electron
  const refreshMenu = createMenu(electron, around)
  const toasts = createToasts({
    ...electron,
    platform: around.start.platform,
    window: window.current,
    describeBadge: (unread) => sentence(engine.language(), 'desktop:tray.unread', { count: unread }),
    open(toast) {
      const present = follower.person()
      if (present && !toast.summary) readNotifications(present.ctx, present.actor, [toast.id])
      open(toast.link)
    },
  })
  const tray = createTray(
    { ...electron, platform: around.start.platform },
    {
      show: window.show,
      open,
      approve: (approval) =>
        void approveFromTray(approval, {
          ...electron,
          language: engine.language,
          person: follower.person,
          open,
        }),
      quit: () => app.quit(),
    },
  )
  let manner: Manner | undefined
  const follower = createFollower({
    host: engine.host,
    clock: engine.clock,
    token: () => around.context.session.get(),
    systemLanguage: engine.systemLanguage,
    tray: tray.show,
    toasts,
    manner(next) {
      if (next.language !== manner?.language) {
        engine.speak(next.language)
        refreshMenu()
      }
      if (next.theme !== manner?.theme)
        nativeTheme.themeSource = next.theme === 'auto' ? 'system' : next.theme
      manner = next
    },
  })
  return {
    follower,
    refreshMenu,
    remove() {
      toasts.clear()
      tray.remove()
    },
  }
}

/** Returns how to build the application menu anew, after the language or a choice in it has changed. */
function createMenu(electron: ElectronParts, around: Around): () => void {
  const { app, dialog, Menu, shell } = electron
  const { engine, settings, start, window } = around
  app.setAboutPanelOptions({ applicationName: 'Despacho', applicationVersion: appVersion })
  const updates = createUpdates({
    dialog,
    load: async (): Promise<Updater> => (await import('electron-updater')).default.autoUpdater,
    language: engine.language,
    stop: around.stop,
    log: engine.log,
  })
  const refresh = () => {
    const template = applicationMenu(engine.language(), start.platform, {
      give: around.wayIn.give,
      print: () => window.current()?.webContents.print({}),
      closeToTray: {
        on: settings.get().closeToTray,
        set: (on) => settings.set({ closeToTray: on, closeExplained: true }),
      },
      checkForUpdates: mayUpdate(app, process.resourcesPath) ? () => void updates.check() : undefined,
      showDataFolder: () => void shell.openPath(start.dataDir),
      quit: () => app.quit(),
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  refresh()
  return refresh
}
