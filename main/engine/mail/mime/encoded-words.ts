/** Bytes of UTF-8 that fit one encoded word of 75 characters: `=?UTF-8?B?` + 60 + `?=`. */
const wordBytes = 45
const wordFrame = '=?UTF-8?B??='.length
const lineLimit = 76

/** Printable ASCII with single spaces between words, that no reader would take for an encoded word. */
const plainText = /^(?!.*=\?)[!-~]+(?: [!-~]+)*$/

/** Whether a header value may be written as it is. */
export function isPlain(text: string): boolean {
  return plainText.test(text)
}

/**
 * A header value as RFC 2047 encoded words (UTF-8, base64), folded so that no line is over 76.
 * @param used characters already on the first line
 */
export function encodeWords(text: string, used: number): string {
  const words: string[] = []
  const room = Math.floor((lineLimit - used - wordFrame) / 4) * 3
  let limit = Math.min(wordBytes, room < 12 ? wordBytes : room)
  const startsOnNewLine = room < 12
  let piece = ''
  let bytes = 0
  // A code point is never divided between two words (RFC 2047 §5).
  for (const character of text) {
    const size = utf8Size(character.codePointAt(0) ?? 0)
    if (bytes + size > limit) {
      words.push(piece)
      piece = ''
      bytes = 0
      limit = wordBytes
    }
    piece += character
    bytes += size
  }
  words.push(piece)
  const encoded = words.map((word) => `=?UTF-8?B?${Buffer.from(word, 'utf8').toString('base64')}?=`)
  return `${startsOnNewLine ? '\r\n ' : ''}${encoded.join('\r\n ')}`
}

/**
 * Unstructured text for a header (subject, comments): as it is where that is plain, folded before
 * spaces; encoded otherwise.
 */
export function headerText(text: string, used: number): string {
  if (text === '') return ''
  if (!isPlain(text)) return encodeWords(text, used)
  if (used + text.length <= lineLimit) return text
  const words = text.split(' ')
  if (words.some((word) => word.length > lineLimit - 1)) return encodeWords(text, used)
  let out = ''
  let line = used
  for (const [index, word] of words.entries()) {
    if (index > 0 && line + 1 + word.length > lineLimit) {
      out += '\r\n '
      line = 1
    } else if (index > 0) {
      out += ' '
      line += 1
    }
    out += word
    line += word.length
  }
  return out
}

function utf8Size(point: number): number {
  if (point < 0x80) return 1
  if (point < 0x8_00) return 2
  return point < 0x1_00_00 ? 3 : 4
}
