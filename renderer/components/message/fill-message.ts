/**
 * Puts inert HTML (`inertMailHtml` of the engine) into a frame's document. Style sheets and style
 * attributes go in through the CSSOM, which the page's content policy leaves open to the page itself.
 */
export function fillMessage(page: Document, html: string, scheme: 'light' | 'dark'): void {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  const sheets = [...parsed.querySelectorAll<HTMLElement>('[data-sheet]')].map((holder) => {
    holder.remove()
    return decodeURIComponent(holder.dataset['sheet'] ?? '')
  })
  const body = page.importNode(parsed.body, true)
  for (const element of [body, ...body.querySelectorAll<HTMLElement>('[data-style]')]) {
    element.style.cssText = element.dataset['style'] ?? ''
  }
  for (const link of body.querySelectorAll<HTMLElement>('a[data-href]')) {
    link.title = link.dataset['href'] ?? ''
    link.tabIndex = 0
  }
  const dark = scheme === 'dark'
  page.documentElement.style.cssText = `color-scheme: ${scheme}; height: auto`
  // What the message does not colour itself follows the reader's program.
  if (!body.style.color) body.style.color = dark ? '#e6e6e6' : '#1f2328'
  if (!body.style.backgroundColor && !body.style.background && dark) body.style.backgroundColor = '#16181c'
  if (!body.style.fontFamily) body.style.fontFamily = 'system-ui, sans-serif'
  if (!body.style.margin) body.style.margin = '0'
  body.style.overflowWrap = 'break-word'
  page.documentElement.replaceChild(body, page.body)
  page.adoptedStyleSheets = [...sheets.map((css) => forScheme(css, dark)), viewerRules].flatMap((css) =>
    adopted(page, css),
  )
}

/** What every program does with a message, and how a picture that was not fetched is shown. */
const viewerRules = `
a[data-href] { cursor: pointer; text-decoration: underline; }
a[data-href].button { text-decoration: none; }
img { max-width: 100%; }
img[data-remote] { display: inline-block; min-width: 24px; min-height: 24px; padding: 4px 8px; border: 1px dashed currentColor; opacity: 0.6; font-size: 12px; }
`

/**
 * The frame follows the system's colours, not the chosen ones: the message's own rules for dark
 * programs are switched on or off here.
 */
function forScheme(css: string, dark: boolean): string {
  return css.replaceAll(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi, (_all, wanted: string) =>
    (wanted.toLowerCase() === 'dark') === dark ? '(min-width: 0)' : '(max-width: 0)',
  )
}

/** A sheet of the frame's own window, which is the only kind its document takes. */
function adopted(page: Document, css: string): CSSStyleSheet[] {
  const view = page.defaultView
  if (!view) return []
  const sheet = new view.CSSStyleSheet()
  sheet.replaceSync(css)
  return [sheet]
}
