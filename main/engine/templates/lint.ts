import {
  lintReasons,
  type LintFinding,
  type LintReason,
  type TemplatePart,
} from '../../../shared/domain/template-problems.ts'
import { liquidMark, markLiquid } from './liquid/marks.ts'
import { singleBrace } from './single-brace.ts'
import { spamWording } from './spam-wording.ts'

export interface LintSource {
  subject: string
  /** The complete HTML with its layout, Liquid still in it. */
  html: string
  /** Null when the person switched the text part off. */
  text: string | null
  /** Bytes of the HTML for the longest recipient looked at, when one was rendered. */
  renderedBytes?: number
}

/** Gmail cuts a message off behind about 102 kB of HTML; what stands below is not seen. */
const clippedAt = 100 * 1024

const shorteners =
  /^(bit\.ly|tinyurl\.com|goo\.gl|t\.co|ow\.ly|is\.gd|cutt\.ly|rebrand\.ly|acortar\.link|n9\.cl)$/i

/** What would keep a message from arriving, from being read or from being trusted. */
export function lintTemplate(source: LintSource): LintFinding[] {
  const findings: LintFinding[] = []
  const add = (reason: LintReason, where: TemplatePart, params: Record<string, string> = {}) => {
    const known = findings.some((finding) => finding.reason === reason && sameParams(finding.params, params))
    if (!known) findings.push({ severity: lintReasons[reason], reason, where, params })
  }
  lintSubject(source.subject, add)
  lintLinks(source.html, add)
  lintPictures(source.html, add)
  lintWords(source, add)
  if (source.text === null || source.text.trim() === '') add('text_missing', 'text')
  const bytes = source.renderedBytes ?? Buffer.byteLength(source.html)
  if (bytes > clippedAt) add('html_clipped', 'html', { kilobytes: String(Math.ceil(bytes / 1024)) })
  if (!/\{\{-?\s*unsubscribeUrl\b/.test(source.html)) add('unsubscribe_missing', 'html')
  if (source.text !== null && source.text.trim() !== '' && !/\{\{-?\s*unsubscribeUrl\b/.test(source.text)) {
    add('unsubscribe_missing', 'text', { part: 'text' })
  }
  return findings
}

type Add = (reason: LintReason, where: TemplatePart, params?: Record<string, string>) => void

function lintSubject(subject: string, add: Add): void {
  const fixed = markLiquid(subject).text.replace(/\uE000\d+\uE001/g, '')
  if (subject.trim() === '') add('subject_empty', 'subject')
  const letters = fixed.match(/\p{L}/gu) ?? []
  const capitals = fixed.match(/\p{Lu}/gu) ?? []
  if (letters.length >= 6 && capitals.length / letters.length > 0.7) add('subject_capitals', 'subject')
  if ((fixed.match(/!/g)?.length ?? 0) > 1) add('subject_exclamation', 'subject')
  if (fixed.trim().length > 78) add('subject_long', 'subject', { length: String(fixed.trim().length) })
}

function lintLinks(html: string, add: Add): void {
  const marked = markLiquid(html)
  for (const [tag] of marked.text.matchAll(/<a\b[^>]*>/gi)) {
    const href = attribute(tag, 'href')?.trim() ?? null
    if (href === null && attribute(tag, 'name') !== null) continue
    const shown = { link: marked.restore(href ?? '') }
    if (href === null || href === '' || href === '#') add('link_broken', 'html', shown)
    else if (liquidMark.test(href.slice(0, 4))) continue
    else if (/^(mailto|tel):/i.test(href)) continue
    else if (!/^[a-z][a-z0-9+.-]*:/i.test(href)) add('link_relative', 'html', shown)
    else if (!/^https?:/i.test(href) || !URL.canParse(marked.restore(href, () => 'x')))
      add('link_broken', 'html', shown)
    else {
      if (/^http:/i.test(href)) add('link_insecure', 'html', shown)
      if (shorteners.test(new URL(marked.restore(href, () => 'x')).hostname))
        add('link_shortener', 'html', shown)
    }
  }
}

function lintPictures(html: string, add: Add): void {
  const marked = markLiquid(html)
  let pictures = 0
  for (const [tag] of marked.text.matchAll(/<img\b[^>]*>/gi)) {
    pictures += 1
    const src = attribute(tag, 'src') ?? ''
    const shown = { image: marked.restore(src).slice(0, 120) }
    // An empty text is right for a picture that only decorates; none at all is not.
    if (attribute(tag, 'alt') === null) add('image_alt_missing', 'html', shown)
    if (/^http:/i.test(src)) add('image_remote_insecure', 'html', shown)
  }
  if (pictures > 0 && visibleText(marked.text).length < 40) add('image_only', 'html')
}

function lintWords(source: LintSource, add: Add): void {
  const texts: [TemplatePart, string][] = [
    ['subject', markLiquid(source.subject).text],
    ['html', visibleText(markLiquid(source.html).text)],
  ]
  for (const [part, text] of texts) {
    for (const { pattern } of spamWording) {
      const found = pattern.exec(text)
      if (found) add('spam_wording', part, { words: found[0] })
    }
    for (const [name] of text.matchAll(singleBrace)) add('single_brace', part, { name })
  }
  for (const part of ['subject', 'html', 'text'] as const) {
    for (const found of (source[part] ?? '').matchAll(/\{\{-?\s*([\w.]+\.amount)\s*-?\}\}/g)) {
      add('amount_unformatted', part, { name: found[1] ?? '' })
    }
  }
}

function visibleText(html: string): string {
  return html
    .replace(/<(style|script|head|title)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The value of an attribute; null when the element does not have it. */
function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\s${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+)))?(?=[\\s/>])`, 'i').exec(
    tag,
  )
  return found ? (found[1] ?? found[2] ?? found[3] ?? '') : null
}

function sameParams(a: Record<string, string>, b: Record<string, string>): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
