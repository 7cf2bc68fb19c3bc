import { mergeAttributes, Node } from '@tiptap/react'

interface LabelOptions {
  /** The words of a label for a piece of Liquid, in the person's language. */
  label: (code: string) => string
}

function codeOf(element: HTMLElement, name: string): string {
  return decodeURIComponent(element.getAttribute(name) ?? '')
}

/** A piece of Liquid inside the text: one thing that is moved and deleted as a whole. */
export const LiquidLabel = Node.create<LabelOptions>({
  name: 'liquidLabel',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addOptions: () => ({ label: (code) => code }),
  addAttributes: () => ({
    code: {
      default: '',
      parseHTML: (element) => codeOf(element, 'data-liquid'),
      renderHTML: ({ code }) => ({ 'data-liquid': encodeURIComponent(String(code)) }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-liquid]' }],
  renderHTML({ node, HTMLAttributes }) {
    const code = String(node.attrs['code'])
    return ['span', mergeAttributes(HTMLAttributes, { title: code }), this.options.label(code)]
  },
  renderText: ({ node }) => String(node.attrs['code']),
})

/** HTML the editor would not keep: shown closed, edited in the HTML view. */
export const HtmlBlock = Node.create<LabelOptions>({
  name: 'htmlBlock',
  group: 'block',
  atom: true,
  draggable: true,
  addOptions: () => ({ label: () => 'HTML' }),
  addAttributes: () => ({
    code: {
      default: '',
      parseHTML: (element) => codeOf(element, 'data-block'),
      renderHTML: ({ code }) => ({ 'data-block': encodeURIComponent(String(code)) }),
    },
  }),
  parseHTML: () => [{ tag: 'div[data-block]' }],
  renderHTML({ node, HTMLAttributes }) {
    const code = String(node.attrs['code'])
    return [
      'div',
      mergeAttributes(HTMLAttributes),
      ['strong', this.options.label(code)],
      ['code', code.replaceAll(/\s+/g, ' ').slice(0, 90)],
    ]
  },
})
