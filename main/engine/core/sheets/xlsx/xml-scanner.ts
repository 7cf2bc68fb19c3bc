import { fileProblem } from '../file-problem.ts'

/** What a scan meets, with local names: `x:row` is `row`. Text may come in pieces. */
export interface XmlEvents {
  readonly open: (name: string, attributes: string) => void
  readonly text: (text: string) => void
  readonly close: (name: string) => void
}

export interface XmlScanner {
  readonly write: (text: string) => void
  /** Throws `xlsx_broken` where an element was left open. */
  readonly end: () => void
}

const LONGEST_TAG = 1024 * 1024

/**
 * A streaming scan of the XML that spreadsheets are made of: elements, text, CDATA. It reads as much as it is
 * given and keeps only an unfinished tag, so a sheet of any size takes the memory of one row. Document type
 * declarations are refused: no entity is ever expanded (the "billion laughs" attack has nothing to work with).
 */
export function createXmlScanner(events: XmlEvents): XmlScanner {
  let rest = ''
  let depth = 0

  function tag(raw: string): void {
    if (raw.charCodeAt(0) === 47) {
      depth--
      events.close(localName(raw, 1, raw.length))
      return
    }
    const selfClosing = raw.charCodeAt(raw.length - 1) === 47
    const end = nameEnd(raw)
    const name = localName(raw, 0, end)
    events.open(name, end === raw.length ? '' : raw.slice(end))
    if (selfClosing) events.close(name)
    else depth++
  }

  return {
    write(text) {
      const whole = rest === '' ? text : rest + text
      let at = 0
      for (;;) {
        const open = whole.indexOf('<', at)
        const textEnd = open === -1 ? safeTextEnd(whole, at) : open
        if (textEnd > at) events.text(decodeEntities(whole.slice(at, textEnd)))
        at = textEnd
        if (open === -1) break
        const special = whole.charCodeAt(open + 1)
        const end = special === 33 || special === 63 ? markupEnd(whole, open, events) : tagEnd(whole, open)
        if (end === -1) break
        if (special !== 33 && special !== 63) tag(whole.slice(open + 1, end))
        at = end + 1
      }
      rest = whole.slice(at)
      if (rest.length > LONGEST_TAG) throw fileProblem('xlsx_broken', { part: 'xml' })
    },
    end() {
      if (depth !== 0 || rest.trim() !== '') throw fileProblem('xlsx_broken', { part: 'xml' })
    },
  }
}

/** Position of the `>` that closes the tag at `open`, or -1: `>` may stand inside a quoted attribute. */
function tagEnd(text: string, open: number): number {
  let end = text.indexOf('>', open)
  while (end !== -1 && oddQuotes(text, open, end)) end = text.indexOf('>', end + 1)
  return end
}

function oddQuotes(text: string, from: number, to: number): boolean {
  let quote = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code !== 34 && code !== 39) continue
    if (quote === 0) quote = code
    else if (quote === code) quote = 0
  }
  return quote !== 0
}

/** Comments, processing instructions and CDATA; the position of their last character, or -1. */
function markupEnd(text: string, open: number, events: XmlEvents): number {
  const [closing, skip] = text.startsWith('<!--', open)
    ? ['-->', 4]
    : text.startsWith('<![CDATA[', open)
      ? [']]>', 9]
      : ['>', 1]
  if (text.length - open < 9) return -1
  if (text.startsWith('<!DOCTYPE', open)) throw fileProblem('xlsx_broken', { part: 'xml' })
  const found = text.indexOf(closing, open + skip)
  if (found === -1) return -1
  if (skip === 9) events.text(text.slice(open + 9, found))
  return found + closing.length - 1
}

/** Text without an end yet: an entity cut in two waits for its other half. */
function safeTextEnd(text: string, from: number): number {
  const cut = text.lastIndexOf('&')
  return cut >= from && text.length - cut < 12 && !text.includes(';', cut) ? cut : text.length
}

function nameEnd(raw: string): number {
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at)
    if (code <= 32 || code === 47) return at
  }
  return raw.length
}

function localName(raw: string, from: number, to: number): string {
  const colon = raw.indexOf(':', from)
  const start = colon !== -1 && colon < to ? colon + 1 : from
  return raw.slice(start, to).trimEnd()
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}

/** One attribute by its local name: `id` finds `r:id="rId1"`. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at !== -1; at = attributes.indexOf(name, at + 1)) {
    const before = attributes.charCodeAt(at - 1)
    if (at > 0 && before > 32 && before !== 58) continue
    const equals = /^\s*=\s*(["'])/.exec(attributes.slice(at + name.length, at + name.length + 8))
    if (equals === null) continue
    const start = at + name.length + equals[0].length
    const end = attributes.indexOf(equals[1] ?? '"', start)
    return end === -1 ? undefined : decodeEntities(attributes.slice(start, end))
  }
  return undefined
}
