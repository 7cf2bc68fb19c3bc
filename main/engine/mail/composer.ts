import { asciiAddress, formatAddress, type MailAddress } from './mime/addresses.ts'
import { headerText } from './mime/encoded-words.ts'
import {
  attachmentPart,
  type InlinePart,
  inlinePart,
  type MailAttachment,
  multipart,
  textPart,
} from './mime/parts.ts'

export type { MailAddress } from './mime/addresses.ts'
export type { InlinePart, MailAttachment } from './mime/parts.ts'

export interface MailContent {
  from: MailAddress
  replyTo?: MailAddress
  to: MailAddress[]
  cc?: MailAddress[]
  /** Recipients of the envelope only: never written into a header. */
  bcc?: MailAddress[]
  subject: string
  text: string
  html?: string
  /** Pictures that travel with the HTML part (RFC 2387). */
  inline?: readonly InlinePart[]
  attachments?: MailAttachment[]
  /** With angle brackets, see `messageIdFor`. */
  messageId: string
  /** Instant of the Date header, ms UTC. */
  date: number
  /** Where this recipient ends this mail (RFC 2369); `oneClick` adds RFC 8058's header for `url`. */
  unsubscribe?: { url?: string; mailto?: string; oneClick?: boolean }
  /** Further headers, such as the one with the id of the ledger row. */
  headers?: Record<string, string>
}

export type CompositionRefusal =
  | 'header_line_break'
  | 'header_name'
  | 'header_too_long'
  | 'address_unusable'
  | 'no_recipient'

export type Composed =
  | { ok: true; raw: Buffer; envelope: { from: string; to: string[] } }
  | { ok: false; reason: CompositionRefusal; field: string }

/** Headers that the composer writes itself, or that must not be forged by a template or an import. */
const reserved =
  /^(from|sender|reply-to|to|cc|bcc|subject|date|message-id|mime-version|content-.*|list-unsubscribe.*|return-path|received|resent-.*|dkim-signature)$/i

/** A header that would end or forge another one. Thrown and caught in this file only. */
class Refusal extends Error {
  readonly reason: CompositionRefusal
  readonly field: string
  constructor(reason: CompositionRefusal, field: string) {
    super(reason)
    this.reason = reason
    this.field = field
  }
}

/**
 * Writes a message as it goes over SMTP: ASCII, CRLF, no line over 998 (RFC 5322 §2.1.1), bodies in
 * base64. Line breaks in any header value are refused, never repaired. Dot-stuffing is SMTP's.
 */
export function compose(content: MailContent): Composed {
  try {
    const from = usable(content.from, 'from')
    const to = content.to.map((entry) => usable(entry, 'to'))
    const cc = (content.cc ?? []).map((entry) => usable(entry, 'cc'))
    const bcc = (content.bcc ?? []).map((entry) => usable(entry, 'bcc'))
    const recipients = [...new Set([...to, ...cc, ...bcc].map(({ address }) => address))]
    if (recipients.length === 0) throw new Refusal('no_recipient', 'to')
    const head = headersOf(content, from, to, cc)
    const raw = Buffer.from(head + bodyOf(content), 'latin1')
    return { ok: true, raw, envelope: { from: from.address, to: recipients } }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.reason, field: error.field }
    throw error
  }
}

function headersOf(content: MailContent, from: MailAddress, to: MailAddress[], cc: MailAddress[]): string {
  let head = addressHeader('From', [from])
  if (content.replyTo) head += addressHeader('Reply-To', [usable(content.replyTo, 'reply-to')])
  if (to.length > 0) head += addressHeader('To', to)
  if (cc.length > 0) head += addressHeader('Cc', cc)
  head += textHeader('Subject', content.subject)
  head += `Date: ${new Date(content.date).toUTCString().replace('GMT', '+0000')}\r\n`
  if (!/^<[!-;=?-~]+@[!-;=?-~]+>$/.test(content.messageId))
    throw new Refusal('address_unusable', 'message-id')
  head += rawHeader('Message-ID', content.messageId)
  if (content.unsubscribe) head += unsubscribeHeaders(content.unsubscribe)
  for (const [name, value] of Object.entries(content.headers ?? {})) {
    if (!/^[!-9;-~]{1,70}$/.test(name) || reserved.test(name)) throw new Refusal('header_name', name)
    head += textHeader(name, value)
  }
  return `${head}MIME-Version: 1.0\r\n`
}

function bodyOf(content: MailContent): string {
  const text = textPart('plain', content.text)
  const readable =
    content.html === undefined ? text : multipart('alternative', [text, htmlOf(content.html, content.inline)])
  if (!content.attachments?.length) return readable
  for (const { filename } of content.attachments) unbroken(filename, 'attachment')
  return multipart('mixed', [readable, ...content.attachments.map(attachmentPart)])
}

function htmlOf(html: string, inline: readonly InlinePart[] = []): string {
  const part = textPart('html', html)
  if (inline.length === 0) return part
  for (const { filename, contentId } of inline) {
    unbroken(filename, 'attachment')
    if (!/^[!-;=?-~]{1,200}$/.test(contentId)) throw new Refusal('address_unusable', 'content-id')
  }
  return multipart('related', [part, ...inline.map(inlinePart)])
}

function unsubscribeHeaders({ url, mailto, oneClick }: NonNullable<MailContent['unsubscribe']>): string {
  const targets: string[] = []
  if (url) targets.push(`<${url}>`)
  if (mailto) targets.push(`<mailto:${mailto}>`)
  if (targets.some((target) => !/^<[!-;=?-~]+>$/.test(target)))
    throw new Refusal('address_unusable', 'list-unsubscribe')
  if (targets.length === 0) return ''
  const list = rawHeader('List-Unsubscribe', targets.join(',\r\n '))
  return url && oneClick ? `${list}List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n` : list
}

function usable(entry: MailAddress, field: string): MailAddress {
  if (entry.name) unbroken(entry.name, field)
  const address = asciiAddress(unbroken(entry.address, field))
  if (!address) throw new Refusal('address_unusable', field)
  return entry.name ? { name: entry.name, address } : { address }
}

function addressHeader(name: string, entries: MailAddress[]): string {
  let used = name.length + 2
  const list = entries.map((entry) => {
    const text = formatAddress(entry.name, entry.address, used)
    used = 1
    return text
  })
  return rawHeader(name, list.join(',\r\n '))
}

function textHeader(name: string, value: string): string {
  return rawHeader(name, headerText(unbroken(value, name.toLowerCase()), name.length + 2))
}

/** A header whose value is folded already: the only line breaks left are ours. */
function rawHeader(name: string, value: string): string {
  const line = `${name}: ${value}\r\n`
  if (line.length > 998 && line.split('\r\n').some((part) => part.length > 998)) {
    throw new Refusal('header_too_long', name.toLowerCase())
  }
  return line
}

function unbroken(value: string, field: string): string {
  if (/[\r\n]/.test(value)) throw new Refusal('header_line_break', field)
  return value
}
