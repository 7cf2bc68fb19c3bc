/** Sites whose pages the console may open in the browser: those that set up what the console uses. */
const externalHosts: ReadonlySet<string> = new Set([
  'api.slack.com',
  'app.mailgun.com',
  'app.sendgrid.com',
  'console.aws.amazon.com',
  'docs.aws.amazon.com',
  'github.com',
  'learn.microsoft.com',
  'myaccount.google.com',
  'postmaster.google.com',
  'support.google.com',
])

/**
 * Opens an `https:` link of a site on the list in the browser. The address is parsed, never searched: a name
 * of ours inside the query or before an `@` opens nothing. Returns whether it was opened.
 */
export function openExternalLink(address: string, open: (address: string) => Promise<void>): boolean {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '')
    return false
  if (!externalHosts.has(url.hostname)) return false
  void open(url.href).catch(() => undefined)
  return true
}

/** The places a link from outside may lead to: first word of the path, with or without an id. */
const linkedPlaces: ReadonlySet<string> = new Set([
  'approvals',
  'audit',
  'campaigns',
  'clients',
  'emails',
  'jobs',
  'notifications',
  'sandbox',
  'schedules',
  'settings',
  'templates',
])

/**
 * The place in the app that `despacho://approvals/0198…` leads to, or undefined when it leads nowhere.
 * Anybody can make such a link: it only opens a page, and nothing but words, ids and slashes is passed on.
 *
 * @example placeOfDeepLink('despacho://campaigns/0198c4e2') // '/campaigns/0198c4e2'
 */
export function placeOfDeepLink(link: string): string | undefined {
  const match = /^despacho:\/{2}([a-z]*)((?:\/[A-Za-z0-9-]{1,64}){0,3})\/?$/.exec(link)
  if (!match) return undefined
  const [, place = '', rest = ''] = match
  if (place === '') return rest === '' ? '/' : undefined
  return linkedPlaces.has(place) ? `/${place}${rest}` : undefined
}
