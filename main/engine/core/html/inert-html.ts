import sanitize from 'sanitize-html'

export interface InertHtml {
  html: string
  /** Pictures that would have been fetched from elsewhere. */
  remoteImages: number
  /** Scripts, forms, frames, event handlers and the like. */
  active: number
}

const containers =
  `a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del
  details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p
  pre q s samp section small span strike strong style sub summary sup table tbody td tfoot th thead time tr tt u ul`
    .trim()
    .split(/\s+/)

/** Attributes of presentation that mail programs honour; `style` travels as `data-style`. */
const attributes =
  `align bgcolor border cellpadding cellspacing class color colspan data-href data-remote data-style dir
  face height id lang role rowspan size span start title type valign width`
    .trim()
    .split(/\s+/)

const activeTags =
  /<\s*(script|iframe|frame|object|embed|applet|form|input|button|textarea|select|meta|base|link|svg|math|video|audio)\b/gi

/**
 * Foreign HTML made safe to show: no script, no form, no frame, nothing fetched, no link that can be
 * followed by accident. Styles are kept as `data-style` and the destination of a link as `data-href`,
 * because the page's content policy forbids both; the viewer applies them through the CSSOM.
 * @param inline data URLs of the message's own pictures by Content-ID without brackets
 */
export function inertHtml(html: string, inline: ReadonlyMap<string, string> = new Map()): InertHtml {
  let remoteImages = 0
  let active = html.match(activeTags)?.length ?? 0
  const clean = sanitize(html, {
    allowedTags: containers,
    allowedAttributes: { '*': attributes, img: [...attributes, 'alt', 'src'] },
    allowedSchemes: [],
    allowedSchemesByTag: { img: ['data'] },
    allowedSchemesAppliedToAttributes: ['src'],
    allowProtocolRelative: false,
    allowVulnerableTags: true,
    parseStyleAttributes: false,
    nestingLimit: 200,
    nonTextTags: ['script', 'textarea', 'option', 'noscript', 'title', 'svg', 'math', 'template'],
    transformTags: {
      '*': (tagName, given) => {
        const { style, href, background: _background, ...kept } = given
        active += Object.keys(given).filter((name) => name.startsWith('on')).length
        const attribs: sanitize.Attributes = {}
        for (const [name, value] of Object.entries(kept)) {
          // Nobody but this function may speak through the attributes that the viewer acts upon.
          if (!name.startsWith('data-')) attribs[name] = value
        }
        if (style) attribs['data-style'] = localOnly(style)
        if (tagName === 'a' && href && /^(https?:|mailto:|tel:)/i.test(href.trim()))
          attribs['data-href'] = href.trim()
        if (tagName === 'img') {
          const source = picture(given['src'] ?? '', inline)
          delete attribs['src']
          if (source) attribs['src'] = source
          else {
            remoteImages += 1
            attribs['data-remote'] = 'true'
          }
        }
        return { tagName, attribs }
      },
    },
  })
  const styled = clean.replace(
    /(<style[^>]*>)([\s\S]*?)(<\/style>)/gi,
    (_all, begin: string, css: string, end: string) => `${begin}${localOnly(css.replaceAll('<', ''))}${end}`,
  )
  return { html: styled, remoteImages, active }
}

/** Only pictures that come with the message: SVG is left out, as it can carry script. */
function picture(source: string, inline: ReadonlyMap<string, string>): string | undefined {
  const trimmed = source.trim()
  if (/^cid:/i.test(trimmed)) return inline.get(trimmed.slice(4))
  return /^data:image\/(png|jpe?g|gif|webp|avif|bmp);base64,[a-z0-9+/=\s]+$/i.test(trimmed)
    ? trimmed
    : undefined
}

/** CSS without anything that would be fetched, imported or run. */
function localOnly(css: string): string {
  return css
    .replace(/@import[^;]*;?/gi, '')
    .replace(/url\(\s*(['"]?)(?!data:image\/(?:png|jpe?g|gif|webp))[^)]*\1\s*\)/gi, 'none')
    .replace(/expression\s*\(|behavior\s*:|-moz-binding\s*:/gi, '')
}
