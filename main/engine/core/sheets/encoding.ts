import type { TextEncoding } from '../../../../shared/domain/sheet-files.ts'

/** What the bytes of a file say about how its text is written. */
export interface EncodingFinding {
  readonly encoding: TextEncoding
  /** 0 to 1; below 0.8 a person should look at the accents before going on. */
  readonly confidence: number
  readonly byteOrderMark: boolean
}

/**
 * Looks at every byte of a file once, chunk by chunk: a report can be plain ASCII for megabytes before its
 * first ñ. `finding()` is null where the bytes are no text.
 */
export interface EncodingDetector {
  readonly add: (bytes: Uint8Array) => void
  readonly finding: () => EncodingFinding | null
}

/** Controls no text file carries; tab, line feed, form feed, carriage return and DOS end-of-file (0x1A) do occur. */
const IMPOSSIBLE_CONTROLS = new Set([
  1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 28, 29, 30, 31,
])
/** Bytes that Windows-1252 leaves undefined. */
const UNDEFINED_1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d]
/** Letters and signs of Spanish, Portuguese and French as Windows-1252 writes them: ÁÉÍÓÚÑÜ…, º ª ° ¿ ¡ € – “ ”. */
const LIKELY_1252 = new Set([
  ...range(0xc0, 0xcf),
  0xd1,
  ...range(0xd2, 0xd6),
  ...range(0xd9, 0xdc),
  ...range(0xe0, 0xef),
  0xf1,
  ...range(0xf2, 0xf6),
  ...range(0xf9, 0xfc),
  0xaa,
  0xba,
  0xb0,
  0xbf,
  0xa1,
  0x80,
  0x91,
  0x92,
  0x93,
  0x94,
  0x96,
  0x97,
  0x85,
  0xb4,
  0xa0,
  0xa9,
  0xae,
  0xb7,
  0xab,
  0xbb,
])

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

export function createEncodingDetector(): EncodingDetector {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  const counts = new Uint32Array(256)
  const nulAt = { even: 0, odd: 0 }
  let mark: EncodingFinding | null = null
  let seen = 0
  let validUtf8 = true

  return {
    add(bytes) {
      if (seen === 0) mark = fromByteOrderMark(bytes)
      for (let index = 0; index < bytes.length; index++) {
        const byte = bytes[index] ?? 0
        counts[byte] = (counts[byte] ?? 0) + 1
        if (byte === 0) nulAt[(seen + index) % 2 === 0 ? 'even' : 'odd']++
      }
      seen += bytes.length
      if (validUtf8) validUtf8 = decodes(utf8, bytes)
    },
    finding() {
      if (mark !== null) return mark
      const wide = wideEncoding(nulAt, seen)
      if (wide !== null) return wide
      if (looksBinary(counts, seen)) return null
      if (validUtf8 && decodes(utf8, null)) {
        return { encoding: 'utf-8', confidence: 1, byteOrderMark: false }
      }
      return { encoding: 'windows-1252', confidence: confidenceOf1252(counts), byteOrderMark: false }
    },
  }
}

function decodes(decoder: TextDecoder, bytes: Uint8Array | null): boolean {
  try {
    if (bytes === null) decoder.decode()
    else decoder.decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function fromByteOrderMark(bytes: Uint8Array): EncodingFinding | null {
  const [first, second, third] = bytes
  const found = (encoding: TextEncoding) => ({ encoding, confidence: 1, byteOrderMark: true })
  if (first === 0xef && second === 0xbb && third === 0xbf) return found('utf-8')
  if (first === 0xff && second === 0xfe) return found('utf-16le')
  if (first === 0xfe && second === 0xff) return found('utf-16be')
  return null
}

/** Latin text in UTF-16 has a NUL in nearly every other byte, always on the same side. */
function wideEncoding(nulAt: { even: number; odd: number }, seen: number): EncodingFinding | null {
  const half = seen / 2
  if (half < 2) return null
  if (nulAt.odd / half > 0.6 && nulAt.even / half < 0.05) {
    return { encoding: 'utf-16le', confidence: 0.9, byteOrderMark: false }
  }
  if (nulAt.even / half > 0.6 && nulAt.odd / half < 0.05) {
    return { encoding: 'utf-16be', confidence: 0.9, byteOrderMark: false }
  }
  return null
}

/** A stray NUL of a broken exporter is forgiven; compressed or executable bytes show controls by the hundred. */
function looksBinary(counts: Uint32Array, seen: number): boolean {
  let controls = 0
  for (const code of IMPOSSIBLE_CONTROLS) controls += counts[code] ?? 0
  return controls > Math.max(2, seen * 0.002) || (counts[0] ?? 0) > Math.max(8, seen * 0.05)
}

function confidenceOf1252(counts: Uint32Array): number {
  let high = 0
  let likely = 0
  for (let byte = 0x80; byte < 256; byte++) {
    const count = counts[byte] ?? 0
    high += count
    if (LIKELY_1252.has(byte)) likely += count
  }
  const undefinedBytes = UNDEFINED_1252.reduce((sum, byte) => sum + (counts[byte] ?? 0), 0)
  const share = likely / high
  return Math.round((undefinedBytes > 0 ? Math.min(share, 0.5) : share) * 0.95 * 100) / 100
}

/** Two letters that appear where UTF-8 was read as Windows-1252 (`Ã±` for ñ), or U+FFFD where bytes made no sense. */
const GARBLED =
  /\ufffd|Ã[\u0080-\u00bf\u201a-\u201e\u2020-\u2026\u02c6\u2030\u0160\u0161\u0152\u0153\u017d\u017e\u0178\u2018-\u201d\u2022\u2013\u2014\u02dc\u2122\u203a\u20ac]|Â[\u00a0-\u00bf]|â€/

/** True where text was evidently decoded with the wrong encoding, here or before the file was written. */
export function looksGarbled(text: string): boolean {
  return GARBLED.test(text)
}
