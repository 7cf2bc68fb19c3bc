/// <reference types="vite/client" />
import needs16 from '../resources/tray/needs-16.png?inline'
import needs32 from '../resources/tray/needs-32.png?inline'
import paused16 from '../resources/tray/paused-16.png?inline'
import paused32 from '../resources/tray/paused-32.png?inline'
import well16 from '../resources/tray/well-16.png?inline'
import well32 from '../resources/tray/well-32.png?inline'
import needsTemplate16 from '../resources/tray/needs-template-16.png?inline'
import needsTemplate32 from '../resources/tray/needs-template-32.png?inline'
import pausedTemplate16 from '../resources/tray/paused-template-16.png?inline'
import pausedTemplate32 from '../resources/tray/paused-template-32.png?inline'
import wellTemplate16 from '../resources/tray/well-template-16.png?inline'
import wellTemplate32 from '../resources/tray/well-template-32.png?inline'
import badge32 from '../resources/tray/badge-32.png?inline'
import type { TrayState } from './tray-menu.ts'

/** As `data:` addresses, for a scale of 1 and of 2; drawn by scripts/tray-icons.js. */
type Images = Record<TrayState, readonly [small: string, large: string]>

export const trayImages: { colour: Images; template: Images } = {
  colour: { needs: [needs16, needs32], paused: [paused16, paused32], well: [well16, well32] },
  template: {
    needs: [needsTemplate16, needsTemplate32],
    paused: [pausedTemplate16, pausedTemplate32],
    well: [wellTemplate16, wellTemplate32],
  },
}

/** The mark on the taskbar of Windows while something is unread. */
export const badgeImage = badge32
