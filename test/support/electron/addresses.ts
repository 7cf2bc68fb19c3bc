/**
 * Chromium knows no `app:` scheme unless Electron teaches it. The stand-in shows `app://console/x` under
 * `https://console.app.invalid/x`, which never resolves: each request is answered by the app's own protocol
 * handler, so that headers and policy are the app's.
 */
const DOMAIN = '.app.invalid'

export function shownAddress(address: string): string {
  const url = new URL(address)
  if (url.protocol !== 'app:') return address
  return `https://${url.host}${DOMAIN}${url.pathname}${url.search}${url.hash}`
}

export function ownAddress(shown: string): string {
  const url = URL.parse(shown)
  if (url?.protocol !== 'https:' || !url.hostname.endsWith(DOMAIN)) return shown
  return `app://${url.hostname.slice(0, -DOMAIN.length)}${url.pathname}${url.search}${url.hash}`
}
