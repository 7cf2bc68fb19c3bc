import sanitizeHtml from 'sanitize-html'

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
].concat(['height', 'id', 'lang', 'role', 'size', 'style', 'title', 'valign', 'width'])

export const mailAttributes: Record<string, string[]> = {
  '*': layoutAttributes,
  a: ['href', 'name', 'target', 'rel'],
  img: ['src', 'alt', 'data-remote'],
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

export interface SafeHtml {
  html: string
  /** Pictures that would have been fetched from elsewhere. */
  remotePictures: number
}

/**
 * HTML of a received message for being looked at: nothing in it runs, loads, submits or leaves
 * without being clicked. @param inlineParts data addresses of the message's own pictures by Content-ID
 */
export function safeMailHtml(html: string, inlineParts: ReadonlyMap<string, string>): SafeHtml {
  let remotePictures = 0
  const clean = sanitizeHtml(html, {
    allowedTags: [...mailElements],
    allowedAttributes: mailAttributes,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    // What stands inside these is not text to be read.
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'head'],
    parseStyleAttributes: false,
    transformTags: {
      '*': (tagName, attribs) => {
        if (attribs['style'] === undefined) return { tagName, attribs }
        return { tagName, attribs: { ...attribs, style: safeDeclarations(attribs['style']) } }
      },
      a: (tagName, attribs) => ({
        tagName,
        attribs: { ...attribs, target: '_blank', rel: 'noopener noreferrer nofollow' },
      }),
      img: (tagName, attribs) => {
        const source = attribs['src'] ?? ''
        const own = /^cid:/i.test(source) ? inlineParts.get(source.slice(4)) : undefined
        if (own ?? /^data:image\/(png|jpeg|gif|webp);base64,/i.test(source)) {
          return { tagName, attribs: { ...attribs, src: own ?? source } }
        }
        const { src: _, ...rest } = attribs
        if (/^(https?:)?\/\//i.test(source)) {
          remotePictures += 1
          return { tagName, attribs: { ...rest, 'data-remote': 'true' } }
        }
        return { tagName, attribs: rest }
      },
    },
  })
  return { html: clean, remotePictures }
}
