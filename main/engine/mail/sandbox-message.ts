import PostalMime, { type Address } from 'postal-mime'
import { inertMailHtml } from '../core/html/mail-html.ts'

export interface AttachmentView {
  filename: string
  contentType: string
  size: number
}

/** A stored message for being looked at. */
export interface MessageView {
  subject: string
  /** Made inert, see `inertMailHtml`; null when the message has no HTML. */
  html: string | null
  text: string | null
  headers: { name: string; value: string }[]
  /** As received, cut at `sourceLimit` characters. */
  source: string
  sourceCut: boolean
  attachments: AttachmentView[]
  /** Pictures that were not loaded. */
  remotePictures: number
  replyTo: string | null
  messageId: string | null
  /** ISO instant of the Date header, or its text when it is none. */
  date: string | null
}

const sourceLimit = 500_000

/** Reads a raw message into a view that cannot run, load or send anything. Never throws for what is in it. */
export async function viewMessage(raw: Buffer): Promise<MessageView> {
  const source = raw.subarray(0, sourceLimit).toString('utf8')
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 50 }).catch(() => null)
  if (!mail) {
    return {
      subject: '',
      html: null,
      text: null,
      headers: [],
      source,
      sourceCut: raw.length > sourceLimit,
      attachments: [],
      remotePictures: 0,
      replyTo: null,
      messageId: null,
      date: null,
    }
  }
  const inline = new Map<string, string>()
  for (const { contentId, mimeType, content } of mail.attachments) {
    if (contentId && /^image\/(png|jpeg|gif|webp)$/i.test(mimeType)) {
      inline.set(
        contentId.replace(/^<|>$/g, ''),
        `data:${mimeType};base64,${bytes(content).toString('base64')}`,
      )
    }
  }
  const safe = mail.html === undefined ? null : inertMailHtml(mail.html, inline)
  return {
    subject: mail.subject ?? '',
    html: safe?.html ?? null,
    text: mail.text ?? null,
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    source,
    sourceCut: raw.length > sourceLimit,
    attachments: mail.attachments.map((attachment, index) => ({
      filename: attachment.filename ?? `attachment-${index + 1}`,
      contentType: attachment.mimeType,
      size: bytes(attachment.content).length,
    })),
    remotePictures: safe?.remotePictures ?? 0,
    replyTo: mail.replyTo?.map(boxText).join(', ') ?? null,
    messageId: mail.messageId ?? null,
    date: mail.date ?? null,
  }
}

/** The bytes of one attachment of a stored message; null when it has none at that place. */
export async function attachmentOf(
  raw: Buffer,
  index: number,
): Promise<(AttachmentView & { content: Buffer }) | null> {
  const mail = await PostalMime.parse(raw, { maxNestingDepth: 50 }).catch(() => null)
  const found = mail?.attachments[index]
  if (!found) return null
  const content = bytes(found.content)
  return {
    filename: found.filename ?? `attachment-${index + 1}`,
    contentType: found.mimeType,
    size: content.length,
    content,
  }
}

function boxText(box: Address): string {
  if (box.group) return box.group.map(boxText).join(', ')
  return box.name ? `${box.name} <${box.address}>` : box.address
}

function bytes(content: ArrayBuffer | Uint8Array | string): Buffer {
  if (typeof content === 'string') return Buffer.from(content, 'utf8')
  return content instanceof Uint8Array ? Buffer.from(content) : Buffer.from(new Uint8Array(content))
}
