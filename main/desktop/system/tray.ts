import type { Menu, NativeImage, Tray } from 'electron'
import { type TrayActions, trayMenu, type TrayState, trayTitle, type TrayView } from './tray-menu.ts'
import { trayImages } from './tray-images.ts'

interface TrayParts {
  Tray: typeof Tray
  Menu: typeof Menu
  nativeImage: { createEmpty(): NativeImage }
  platform: NodeJS.Platform
}

export interface ConsoleTray {
  show(view: TrayView): void
  remove(): void
}

/** The icon beside the clock: how things stand, and what waits for a decision. */
export function createTray(parts: TrayParts, actions: TrayActions): ConsoleTray {
  const images = imagesOf(parts)
  const tray = new parts.Tray(images('paused'))
  let shown: TrayState = 'paused'
  // macOS and most Linux desktops open the menu on a click; Windows expects the window.
  if (parts.platform === 'win32') tray.on('click', actions.show)
  return {
    show(view) {
      if (view.state !== shown) tray.setImage(images(view.state))
      shown = view.state
      tray.setToolTip(`Despacho · ${trayTitle(view)}`)
      tray.setContextMenu(parts.Menu.buildFromTemplate(trayMenu(view, actions)))
    },
    remove: () => tray.destroy(),
  }
}

/** A template image on macOS, which draws it in the menu bar's own colour; in colours elsewhere. */
function imagesOf({ nativeImage, platform }: TrayParts): (state: TrayState) => NativeImage {
  const family = platform === 'darwin' ? trayImages.template : trayImages.colour
  return (state) => {
    const image = nativeImage.createEmpty()
    const [small, large] = family[state]
    image.addRepresentation({ scaleFactor: 1, dataURL: small })
    image.addRepresentation({ scaleFactor: 2, dataURL: large })
    if (platform === 'darwin') image.setTemplateImage(true)
    return image
  }
}
