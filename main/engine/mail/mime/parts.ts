export interface MailAttachment {
  filename: string
  /** MIME type such as `application/pdf`; anything else becomes `application/octet-stream`. */
  contentType: string
  content: Buffer
}

/** A picture that the HTML shows as `cid:<contentId>` (RFC 2392). */
export interface InlinePart extends MailAttachment {
  /** Without angle brackets. */
  contentId: string
}

const encodedAttachments = new WeakMap<Buffer, string>()

/** A leaf of the message in UTF-8 and base64: any text in any mail system, with lines of 76. */
export function textPart(type: 'plain' | 'html', text: string): string {
  // RFC 2046 §4.1.1: the canonical line end of text is CRLF, encoded or not.
  const canonical = hasBareLineFeed(text) ? text.replace(/\r?\n/g, '\r\n') : text
  return `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines(
    Buffer.from(canonical, 'utf8').toString('base64'),
  )}`
}

/** An attachment; one that goes to many recipients is encoded once. */
export function attachmentPart(attachment: MailAttachment): string {
  return leaf(attachment, 'attachment')
}

/** A picture of the HTML part; the same bytes are encoded once, however many messages carry them. */
export function inlinePart(part: InlinePart): string {
  return leaf(part, 'inline', `Content-ID: <${part.contentId}>\r\n`)
}

function leaf(attachment: MailAttachment, disposition: 'attachment' | 'inline', headers = ''): string {
  let encoded = encodedAttachments.get(attachment.content)
  if (encoded === undefined) {
    encoded = lines(attachment.content.toString('base64'))
    encodedAttachments.set(attachment.content, encoded)
  }
  // RFC 2046 §5.2: message/* may not be in base64, and multipart/* would be parsed.
  const type = /^(?!message\/|multipart\/)[\w.+-]{1,60}\/[\w.+-]{1,60}$/i.test(attachment.contentType)
    ? attachment.contentType
    : 'application/octet-stream'
  return `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n${headers}Content-Disposition: ${disposition};\r\n ${filenameParameter(
    attachment.filename,
  )}\r\n\r\n${encoded}`
}

/** Joins parts under a boundary. Base64 has no underscore, so no body can contain one of ours. */
export function multipart(kind: 'alternative' | 'mixed' | 'related', parts: string[]): string {
  const boundary = `=_despacho_${kind}`
  const body = parts.map((part) => `--${boundary}\r\n${part}`).join('')
  return `Content-Type: multipart/${kind};\r\n boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`
}

/** Templates are kept with CRLF, so this is usually the whole cost of making sure. */
function hasBareLineFeed(text: string): boolean {
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (text.charCodeAt(at - 1) !== 13) return true
  }
  return false
}

function lines(base64: string): string {
  let out = ''
  for (let at = 0; at < base64.length; at += 76) out += `${base64.slice(at, at + 76)}\r\n`
  return out
}

/** `filename=` for ASCII, RFC 2231 with continuations for everything else. */
function filenameParameter(filename: string): string {
  const name = filename.replace(/[\u0000-\u001f\u007f/\\]/g, '_') || 'attachment'
  if (/^[ -~]{1,60}$/.test(name)) return `filename="${name.replace(/"/g, '\\"')}"`
  const pieces: string[] = []
  let piece = ''
  for (const character of name) {
    const escaped = /[A-Za-z0-9._-]/.test(character) ? character : percentEncode(character)
    if (piece.length + escaped.length > 50) {
      pieces.push(piece)
      piece = ''
    }
    piece += escaped
  }
  pieces.push(piece)
  if (pieces.length === 1) return `filename*=UTF-8''${piece}`
  return pieces
    .map((value, index) => `filename*${index}*=${index === 0 ? "UTF-8''" : ''}${value}`)
    .join(';\r\n ')
}

function percentEncode(character: string): string {
  return [...Buffer.from(character, 'utf8')]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')
}
