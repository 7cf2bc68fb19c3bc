import PostalMime from 'postal-mime'
import { safeMailHtml } from './safe-html.ts'

export interface AttachmentView {
  filename: string
  contentType: string
  size: number
}

/** A stored message for being looked at. */
export interface MessageView {
  subject: string
  /** A complete document for a sandboxed frame; null when the message has no HTML. */
  html: string | null
  text: string | null
  headers: { name: string; value: string }[]
  /** As received, cut at `sourceLimit` characters. */
  source: string
  sourceCut: boolean
  attachments: AttachmentView[]
  /** Pictures that were not loaded. */
  remotePictures: number
}

const sourceLimit = 500_000

/** The second lock on the frame, should the cleaning ever miss something. */
const framePolicy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

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
  const safe = mail.html === undefined ? null : safeMailHtml(mail.html, inline)
  return {
    subject: mail.subject ?? '',
    html: safe ? frame(safe.html) : null,
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

function frame(body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${framePolicy}"><meta name="color-scheme" content="light dark"></head><body>${body}</body></html>`
}

function bytes(content: ArrayBuffer | Uint8Array | string): Buffer {
  if (typeof content === 'string') return Buffer.from(content, 'utf8')
  return content instanceof Uint8Array ? Buffer.from(content) : Buffer.from(new Uint8Array(content))
}
