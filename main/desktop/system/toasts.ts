import type { App, BrowserWindow, NativeImage, Notification } from 'electron'
import type { Toast } from '../../../shared/contract/notifications.ts'
import type { DesktopSurface } from '../../engine/notifications/desktop.ts'
import { badgeImage } from './tray-images.ts'

interface ToastParts {
  Notification: typeof Notification
  app: Pick<App, 'setBadgeCount'>
  nativeImage: { createFromDataURL(dataUrl: string): NativeImage }
  platform: NodeJS.Platform
  window: () => BrowserWindow | undefined
  /** What the number on the taskbar means, for screen readers. */
  describeBadge: (unread: number) => string
  /** The person chose a notification: it leads to its page. */
  open: (toast: Toast) => void
}

/** Notifications of the operating system, and the number on the app's icon. */
export function createToasts(parts: ToastParts): DesktopSurface & { clear(): void } {
  // Held here, or they would be collected and their clicks with them.
  const shown = new Map<string, Notification>()
  return {
    show(toast) {
      if (!parts.Notification.isSupported()) return
      const notification = new parts.Notification({
        title: toast.title,
        body: toast.text,
        urgency: toast.severity === 'critical' ? 'critical' : 'normal',
      })
      const forget = () => {
        if (shown.get(toast.id) === notification) shown.delete(toast.id)
      }
      notification.on('click', () => {
        forget()
        parts.open(toast)
      })
      notification.on('close', forget)
      shown.get(toast.id)?.close()
      shown.set(toast.id, notification)
      notification.show()
    },
    withdraw(id) {
      shown.get(id)?.close()
      shown.delete(id)
    },
    badge(unread) {
      if (parts.platform !== 'win32') {
        parts.app.setBadgeCount(unread)
        return
      }
      const image = unread > 0 ? parts.nativeImage.createFromDataURL(badgeImage) : null
      parts.window()?.setOverlayIcon(image, unread > 0 ? parts.describeBadge(unread) : '')
    },
    clear() {
      for (const notification of shown.values()) notification.close()
      shown.clear()
    },
  }
}
