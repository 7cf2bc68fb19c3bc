import { compile } from 'html-to-text'
import { markLiquid } from './liquid/marks.ts'

const convert = compile({
  wordwrap: false,
  selectors: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    {
      selector: 'a',
      options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] as [string, string] },
    },
    { selector: 'img', format: 'skip' },
    { selector: 'table', format: 'block', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
    { selector: '[data-part=preheader]', format: 'skip' },
  ],
  formatters: {
    // Cells of a row on one line, so that a list of invoices reads as one.
    cell: (element, walk, builder) => {
      walk(element.children, builder)
      builder.addLiteral('  ')
    },
  },
})

/**
 * The text part of an HTML template, with its Liquid kept: made once per version, then rendered per
 * recipient like any text. A tag alone on its line gives its line end away, so that loops leave no gaps.
 */
export function plainTextOf(html: string): string {
  const marked = markLiquid(html)
  const text = marked.restore(convert(marked.text))
  return `${text
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+$/, ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^(\{%-?(?!\s*end)(?:(?!%\}).)*%\})\n+/gm, '$1')
    .replace(/^(\{%-?\s*end(?:(?!%\}).)*%\})\n/gm, '$1')
    .trim()}\n`
}
