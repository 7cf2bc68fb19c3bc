import sanitize from 'sanitize-html'

/** Elements that mail is made of. Nothing that runs, frames, submits or loads. */
export const mailElements: readonly string[] = [
  ...'a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup dd del div dl dt em'.split(
    ' ',
  ),
  ...'figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s section'.split(
    ' ',
  ),
  ...'small span strong sub sup table tbody td tfoot th thead tr u ul'.split(' '),
]

const layoutAttributes = [
  'align',
  'bgcolor',
  'border',
  'cellpadding',
  'cellspacing',
  'class',
  'color',
  'dir',
  'face',
  'height',
  'id',
  'lang',
  'role',
  'size',
  'style',
  'title',
  'valign',
  'width',
]

export const mailAttributes: Record<string, string[]> = {
  '*': layoutAttributes,
  a: ['href', 'name', 'target', 'rel'],
  img: ['src', 'alt'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  col: ['span'],
  ol: ['start', 'type'],
  div: ['data-part'],
}

/** Declarations that could load something, run something, or cover the page they are shown in. */
const harmfulCss =
  /url\s*\(|image-set|expression|@import|behavior|-moz-binding|position\s*:\s*(fixed|sticky)|\\|<|javascript:/i

/** The declarations of a style attribute that only change how its element looks. */
export function safeDeclarations(style: string): string {
  return style
    .split(';')
    .filter((declaration) => declaration.trim() !== '' && !harmfulCss.test(declaration))
    .join(';')
}

/** A style sheet without imports, addresses or escapes that could hide one. */
export function safeSheet(css: string): string {
  if (/\\|<|expression|behavior|-moz-binding/i.test(css)) return ''
  return css.replace(/@import[^;]*;?/gi, '').replace(/(url|image-set)\s*\([^)]*\)/gi, 'none')
}

export interface InertHtml {
  html: string
  /** Pictures that would have been fetched from elsewhere. */
  remotePictures: number
}

/**
 * HTML of a message made safe to show: nothing in it runs, loads, submits or leads away. Styles are
 * kept as `data-style`, style sheets as `data-sheet` and the destination of a link as `data-href`,
 * because the page's content policy forbids inline styles and a link must not be followed by accident;
 * the viewer in renderer/components/message applies them through the CSSOM.
 * @param inlineParts data addresses of the message's own pictures by Content-ID
 */
export function inertMailHtml(html: string, inlineParts: ReadonlyMap<string, string> = new Map()): InertHtml {
  let remotePictures = 0
  const clean = sanitize(html, {
    allowedTags: [...mailElements, 'style'],
    allowedAttributes: { ...viewedAttributes },
    allowVulnerableTags: true,
    allowedSchemes: [],
    allowedSchemesByTag: { img: ['data'] },
    allowedSchemesAppliedToAttributes: ['src'],
    allowProtocolRelative: false,
    // What stands inside these is not text to be read.
    nonTextTags: ['script', 'textarea', 'option', 'noscript', 'title', 'svg', 'math', 'template'],
    parseStyleAttributes: false,
    nestingLimit: 200,
    transformTags: {
      '*': (tagName, given) => {
        const { style, href, src, ...rest } = given
        const attribs: sanitize.Attributes = {}
        for (const [name, value] of Object.entries(rest)) {
          // Nobody else may speak through the attributes that the viewer acts upon.
          if (!name.startsWith('data-') || name === 'data-part') attribs[name] = value
        }
        const declarations = safeDeclarations(style ?? '')
        if (declarations) attribs['data-style'] = declarations
        if (tagName === 'a' && /^(https?:|mailto:|tel:)/i.test(href?.trim() ?? '')) {
          attribs['data-href'] = href?.trim() ?? ''
        }
        if (tagName !== 'img') return { tagName, attribs }
        const source = pictureOf(src ?? '', inlineParts)
        if (source) return { tagName, attribs: { ...attribs, src: source } }
        if (/^(https?:)?\/\//i.test(src ?? '')) {
          remotePictures += 1
          attribs['data-remote'] = 'true'
        }
        return { tagName, attribs }
      },
    },
  })
  const styled = clean.replace(/<style[^>]*>([\s\S]*?)<\/style>/gi, (_all, css: string) => {
    const safe = safeSheet(css).trim()
    return safe === '' ? '' : `<span data-sheet="${encodeURIComponent(safe)}"></span>`
  })
  return { html: styled, remotePictures }
}

const viewedAttributes: Record<string, string[]> = {
  ...mailAttributes,
  '*': [...layoutAttributes.filter((name) => name !== 'style'), 'data-style'],
  a: ['name', 'data-href'],
  img: ['src', 'alt', 'data-remote'],
  style: [],
}

/** Only pictures that come with the message; SVG is left out, as it can carry script. */
function pictureOf(source: string, inlineParts: ReadonlyMap<string, string>): string | undefined {
  const trimmed = source.trim()
  if (/^cid:/i.test(trimmed)) return inlineParts.get(trimmed.slice(4))
  return /^data:image\/(png|jpe?g|gif|webp);base64,/i.test(trimmed) ? trimmed : undefined
}
