/** The scheme and host under which the page is served inside the app. */
export const PAGE_SCHEME = 'app'
export const PAGE_HOST = 'console'
const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`

/** Where the page comes from: our protocol, or the development server that an unpackaged app was told of. */
export function pageOrigin(packaged: boolean, env: NodeJS.ProcessEnv): string {
  const named = packaged ? null : URL.parse(env['DESPACHO_DEV_PAGE'] ?? '')
  const local = named?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(named.hostname)
  return local ? named.origin : PAGE_ORIGIN
}

/** Whether an address is one of the page's. Compares parsed parts: never a prefix of the text. */
export function belongsToPage(address: string, origin: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.username === '' && url.password === '' && originOf(url) === origin
}

/** The place in the app that an address of the page stands for, with its query. */
export function placeOf(address: string): string {
  const url = URL.parse(address)
  return url ? `${url.pathname}${url.search}` : '/'
}

// `URL.origin` is "null" for schemes that are not of the web.
function originOf(url: URL): string {
  return `${url.protocol}//${url.host}`
}
