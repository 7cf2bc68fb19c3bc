import sanitizeHtml from 'sanitize-html'
import { mailAttributes, mailElements, safeDeclarations, safeSheet } from '../core/html/mail-html.ts'
import { markLiquid } from './liquid/marks.ts'

/**
 * HTML of the editor or of an import as it is stored: what a letter needs, nothing that runs, and
 * every piece of Liquid as written. Style sheets are kept, to be inlined when the template is compiled.
 */
export function sanitiseTemplateHtml(html: string): string {
  const marked = markLiquid(html)
  const clean = sanitizeHtml(marked.text, {
    allowedTags: [...mailElements, 'style'],
    allowedAttributes: { ...mailAttributes, style: [] },
    // Style elements are rid of whatever could load or run below.
    allowVulnerableTags: true,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['http', 'https', 'data', 'cid'] },
    allowProtocolRelative: false,
    nonTextTags: ['script', 'textarea', 'option', 'noscript', 'title', 'head'],
    parseStyleAttributes: false,
    transformTags: {
      '*': (tagName, attribs) => {
        const kept = { ...attribs }
        if (kept['style'] !== undefined) kept['style'] = safeDeclarations(kept['style'])
        if (tagName === 'img' && /^data:(?!image\/(png|jpeg|gif|webp);base64,)/i.test(kept['src'] ?? '')) {
          delete kept['src']
        }
        return { tagName, attribs: kept }
      },
    },
  })
  return marked.restore(
    clean.replace(
      /(<style>)([\s\S]*?)(<\/style>)/g,
      (_all, open: string, css: string, close: string) => `${open}${safeSheet(css)}${close}`,
    ),
  )
}
