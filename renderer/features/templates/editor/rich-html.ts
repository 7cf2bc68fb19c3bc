/**
 * The body of a template is HTML with Liquid. The rich text editor knows paragraphs, headings, lists
 * and links; what it would not keep travels through it unharmed: each piece of Liquid as a small
 * label inside the text, and tables, styles and Liquid blocks as one closed block each.
 */
const liquid = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g
const mark = /\uE000(\d+)\uE001/g
const blockTags = new Set(['P', 'H1', 'H2', 'H3', 'UL', 'OL', 'BLOCKQUOTE', 'HR'])
const innerTags = new Set(['STRONG', 'B', 'EM', 'I', 'U', 'S', 'A', 'BR', 'LI', 'P', 'UL', 'OL'])

interface Marked {
  text: string
  pieces: string[]
}

/** HTML of a template as the rich text editor takes it. */
export function toRich(html: string): string {
  const marked = markLiquid(html)
  const body = new DOMParser().parseFromString(withClosedTables(marked.text), 'text/html').body
  let out = ''
  let run = ''
  let depth = 0
  const flush = (): void => {
    if (run.trim() !== '') out += blockOf(restore(openTables(run), marked))
    run = ''
  }
  for (const node of body.childNodes) {
    const raw = rawOf(node)
    const change = depthOf(restore(raw, marked))
    if (depth === 0 && change.net === 0 && !change.dips && isPlain(node)) {
      flush()
      out += plainOf(node, marked)
      continue
    }
    run += raw
    depth += change.net
    if (depth <= 0) {
      depth = 0
      flush()
    }
  }
  flush()
  return out
}

/** What the rich text editor gave back, as the HTML of a template. */
export function fromRich(html: string): string {
  return html
    .replace(
      /<div data-block="([^"]*)"[^>]*>[\s\S]*?<\/div>/g,
      (_all, code: string) => `\n${decodeURIComponent(code)}\n`,
    )
    .replace(/<span data-liquid="([^"]*)"[^>]*>[\s\S]*?<\/span>/g, (_all, code: string) =>
      decodeURIComponent(code),
    )
    .replace(liquid, unescaped)
    .replace(/(<\/(?:p|h[1-3]|ul|ol|blockquote)>)(?=<)/g, '$1\n')
    .trim()
}

/** A piece of Liquid as the editor's label, for inserting one. */
export function liquidLabel(code: string): string {
  return `<span data-liquid="${encodeURIComponent(code)}"></span>`
}

function markLiquid(source: string): Marked {
  const pieces: string[] = []
  const text = source.replace(/[\uE000\uE001]/g, '').replace(liquid, (piece) => {
    pieces.push(piece)
    return `\uE000${pieces.length - 1}\uE001`
  })
  return { text, pieces }
}

function restore(text: string, { pieces }: Marked): string {
  return text.replace(mark, (_all, index: string) => pieces[Number(index)] ?? '')
}

/**
 * The parser moves text out of tables, and with it the Liquid between their rows: whole tables and
 * style sheets are carried as text of an element of their own.
 */
function withClosedTables(text: string): string {
  let out = ''
  let depth = 0
  let from = 0
  for (const tag of text.matchAll(/<(\/?)(table|style)\b[^>]*>/gi)) {
    const end = tag.index + tag[0].length
    if (tag[1] === '') {
      if (depth === 0) {
        out += text.slice(from, tag.index)
        from = tag.index
      }
      depth += 1
    } else if (depth > 0) {
      depth -= 1
      if (depth === 0) {
        out += `<template-part data-raw="${encodeURIComponent(text.slice(from, end))}"></template-part>`
        from = end
      }
    }
  }
  return out + text.slice(from)
}

function openTables(text: string): string {
  return text.replace(/<template-part data-raw="([^"]*)"><\/template-part>/g, (_all, raw: string) =>
    decodeURIComponent(raw),
  )
}

/** How far a piece opens or closes Liquid blocks, and whether it closes one it has not opened. */
function depthOf(text: string): { net: number; dips: boolean } {
  let net = 0
  let dips = false
  for (const [tag] of openTables(text).matchAll(/\{%[\s\S]*?%\}/g)) {
    const name = /^\{%-?\s*(\w+)/.exec(tag)?.[1] ?? ''
    if (['if', 'unless', 'for', 'case', 'capture', 'comment', 'raw'].includes(name)) net += 1
    if (name.startsWith('end')) net -= 1
    if (net < 0) dips = true
  }
  return { net, dips }
}

function isPlain(node: Node): boolean {
  if (node.nodeType === Node.TEXT_NODE) return true
  if (!(node instanceof Element) || !blockTags.has(node.tagName) || node.attributes.length > 0) return false
  return [...node.querySelectorAll('*')].every(
    (inner) =>
      innerTags.has(inner.tagName) &&
      [...inner.attributes].every(
        ({ name }) => inner.tagName === 'A' && ['href', 'target', 'rel'].includes(name),
      ),
  )
}

/** Markup the editor understands, with its Liquid as labels; destinations of links keep theirs as text. */
function plainOf(node: Node, marked: Marked): string {
  const raw = rawOf(node)
  if (raw.trim() === '') return ''
  const labelled = raw.replace(/<[^>]*>|\uE000\d+\uE001/g, (part) =>
    part.startsWith('<')
      ? part.replace(mark, (_all, index: string) => attributeText(marked.pieces[Number(index)] ?? ''))
      : liquidLabel(restore(part, marked)),
  )
  return node.nodeType === Node.TEXT_NODE ? `<p>${labelled.trim()}</p>` : labelled
}

function blockOf(code: string): string {
  return `<div data-block="${encodeURIComponent(code.trim())}"></div>`
}

function rawOf(node: Node): string {
  if (node instanceof Element) return node.outerHTML
  const holder = document.createElement('p')
  holder.append(node.cloneNode(true))
  return holder.innerHTML
}

function attributeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
}
