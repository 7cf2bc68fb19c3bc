import type { Session, WebContents } from 'electron'
import { belongsToPage } from './address.ts'
import { openExternalLink } from './links.ts'

/** The one thing a page may ask of the system: to put text it shows into the clipboard. */
const GRANTED = 'clipboard-sanitized-write'

/** Denies every permission (camera, places, devices, screens), but copying to our own page. */
export function guardSession(session: Session, origin: string): void {
  session.setPermissionRequestHandler((_contents, permission, callback, { requestingUrl, isMainFrame }) => {
    callback(permission === GRANTED && isMainFrame && belongsToPage(requestingUrl, origin))
  })
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin, { isMainFrame }) =>
      permission === GRANTED && isMainFrame && belongsToPage(requestingOrigin, origin),
  )
  session.setDevicePermissionHandler(() => false)
}

/**
 * Keeps whatever is shown in a window to the page: it goes nowhere else, opens no windows, embeds no other
 * programs' pages. A link to elsewhere opens in the browser where its site is on the list.
 */
export function guardContents(
  contents: WebContents,
  { origin, openExternal }: { origin: string; openExternal: (address: string) => Promise<void> },
): void {
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openExternalLink(url, openExternal)
    return { action: 'deny' }
  })
  contents.on('will-frame-navigate', (event) => {
    if (belongsToPage(event.url, origin) || (!event.isMainFrame && event.url === 'about:srcdoc')) return
    event.preventDefault()
    openExternalLink(event.url, openExternal)
  })
  contents.on('will-redirect', (event) => {
    if (!belongsToPage(event.url, origin)) event.preventDefault()
  })
}
