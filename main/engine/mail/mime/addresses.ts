import { domainToASCII } from 'node:url'
import { encodeWords, isPlain } from './encoded-words.ts'

export interface MailAddress {
  name?: string
  address: string
}

const shape = /^([^\s<>()[\]\\,;:"@]{1,64})@([^\s<>()[\]\\,;:"@]{1,255})$/
const ascii = /^[!-~]+$/

/**
 * The address as it goes into headers and envelope: domain in ASCII (IDNA), local part as it is.
 * Null when it is no address that can be written without quoting, or needs SMTPUTF8 (RFC 6531).
 */
export function asciiAddress(address: string): string | null {
  const parts = shape.exec(address)
  if (!parts?.[1] || !parts[2] || !ascii.test(parts[1])) return null
  if (ascii.test(parts[2])) return address
  const domain = domainToASCII(parts[2])
  return domain ? `${parts[1]}@${domain}` : null
}

/** `Name <address>` for a header, the name quoted or encoded where it has to be (RFC 5322 §3.4). */
export function formatAddress(name: string | undefined, address: string, used: number): string {
  const phrase = name?.trim() ?? ''
  if (phrase === '') return address
  return `${formatPhrase(phrase, used)} <${address}>`
}

function formatPhrase(phrase: string, used: number): string {
  if (!isPlain(phrase) || phrase.length > 60) return encodeWords(phrase, used)
  if (/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+$/.test(phrase)) return phrase
  return `"${phrase.replace(/["\\]/g, '\\$&')}"`
}
