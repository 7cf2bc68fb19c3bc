import { domainToASCII } from 'node:url'
import { parse } from 'tldts'

export type AddressReason =
  | 'email_missing'
  | 'email_syntax'
  | 'email_several'
  | 'email_non_ascii'
  | 'email_unknown_tld'

export interface AddressOptions {
  /**
   * Accept the names RFC 2606 reserves (`.test`, `.example`, `.invalid`, `.localhost`): nothing sent there ever
   * leaves, so only an account that stays on this machine (the sandbox) may be given them.
   */
  readonly allowTestDomains: boolean
}

export type AddressReading =
  | {
      readonly ok: true
      /** Local part as written, domain in lower case and ASCII. */
      readonly address: string
      readonly domain: string
      /** A frequent slip such as `gmial.com`: the domain that was probably meant. */
      readonly typoOf: string | null
    }
  | {
      readonly ok: false
      readonly reason: AddressReason
      /** The address that was probably meant, where one repair makes it sound. */
      readonly suggestion: string | null
      /** The address as it would be written to, where only its ending is unknown. */
      readonly address: string | null
    }

/** RFC 5321 §4.5.3.1. */
const LONGEST_LOCAL_PART = 64
const LONGEST_ADDRESS = 254
/** Dot-atom of RFC 5322 §3.2.3. Quoted local parts exist on paper only and are how headers are injected. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/
const RESERVED = /\.(?:test|example|invalid|localhost)$/

/** Slips seen in real lists, checked by hand: none of these domains takes mail for people. */
const TYPOS: Readonly<Record<string, string>> = {
  'gmial.com': 'gmail.com',
  'gmai.com': 'gmail.com',
  'gmal.com': 'gmail.com',
  'gamil.com': 'gmail.com',
  'gnail.com': 'gmail.com',
  'gmail.co': 'gmail.com',
  'gmail.cl': 'gmail.com',
  'gmail.com.co': 'gmail.com',
  'gmaill.com': 'gmail.com',
  'gmail.con': 'gmail.com',
  'hotmial.com': 'hotmail.com',
  'hotmai.com': 'hotmail.com',
  'hotmal.com': 'hotmail.com',
  'hormail.com': 'hotmail.com',
  'hotmail.co': 'hotmail.com',
  'hotmail.con': 'hotmail.com',
  'outlok.com': 'outlook.com',
  'outloo.com': 'outlook.com',
  'outlook.con': 'outlook.com',
  'yaho.com': 'yahoo.com',
  'yahooo.com': 'yahoo.com',
  'yahoo.con': 'yahoo.com',
  'iclud.com': 'icloud.com',
}

type DomainVerdict = {
  readonly domain: string
  readonly fault: 'email_syntax' | 'email_unknown_tld' | null
  readonly reserved: boolean
}
const verdicts = new Map<string, DomainVerdict>()
const REMEMBERED_DOMAINS = 20_000

/**
 * Reads one e-mail address: the practical syntax of RFC 5321 and 5322, domains with accents as IDNA, a top-level
 * domain that exists (public suffix list). `Ana <ana@x.cl>` and `mailto:ana@x.cl` give the address inside. No
 * address with a control character, a space, a comma or an angle bracket comes out, so none can add a header.
 */
export function readAddress(text: string, options: AddressOptions): AddressReading {
  if (text === '') return failed('email_missing')
  const bare = unwrapped(text)
  const reading = readBare(bare, options)
  if (reading.ok || reading.suggestion !== null) return reading
  if (/[^@\s;,]+@[^@\s;,]+\s*[\s;,/|]\s*[^@\s;,]+@[^@\s;,]+/.test(bare)) return failed('email_several')
  if (reading.reason !== 'email_syntax') return reading
  const repaired = repair(bare)
  const second = repaired === bare ? reading : readBare(repaired, options)
  return second.ok ? failed(reading.reason, second.address) : reading
}

function failed(
  reason: AddressReason,
  suggestion: string | null = null,
  address: string | null = null,
): AddressReading {
  return { ok: false, reason, suggestion, address }
}

function unwrapped(text: string): string {
  const inside = /^[^<>@]*<([^<>]+)>$/.exec(text)?.[1] ?? text
  return inside.trim().replace(/^mailto:/i, '')
}

function readBare(text: string, { allowTestDomains }: AddressOptions): AddressReading {
  const at = text.lastIndexOf('@')
  if (at < 1 || text.length > LONGEST_ADDRESS) return failed('email_syntax')
  const local = text.slice(0, at)
  if (local.length > LONGEST_LOCAL_PART || !LOCAL_PART.test(local)) {
    return failed(
      /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]+$/u.test(local) && /[^\u0000-\u007f]/.test(local)
        ? 'email_non_ascii'
        : 'email_syntax',
    )
  }
  const { domain, fault, reserved } = judgeDomain(text.slice(at + 1))
  const typoOf = TYPOS[domain] ?? null
  if (fault !== null && !(reserved && allowTestDomains)) {
    const meant = typoOf === null ? null : `${local}@${typoOf}`
    return failed(fault, meant, fault === 'email_unknown_tld' ? `${local}@${domain}` : null)
  }
  return { ok: true, address: `${local}@${domain}`, domain, typoOf }
}

/** A list has many addresses and few domains: each is judged once. */
function judgeDomain(written: string): DomainVerdict {
  let verdict = verdicts.get(written)
  if (verdict === undefined) {
    verdict = freshVerdict(written)
    if (verdicts.size >= REMEMBERED_DOMAINS) verdicts.clear()
    verdicts.set(written, verdict)
  }
  return verdict
}

function freshVerdict(written: string): DomainVerdict {
  // domainToASCII would drop what a browser forgives (spaces, %xx): only letters, digits, dots and hyphens reach it.
  const sound = /^[\p{L}\p{M}\p{N}.-]+$/u.test(written)
  const domain = sound ? domainToASCII(written).toLowerCase() : ''
  if (!DOMAIN.test(domain)) return { domain, fault: 'email_syntax', reserved: false }
  if (RESERVED.test(domain)) return { domain, fault: 'email_unknown_tld', reserved: true }
  const { isIcann } = parse(domain, { extractHostname: false, validateHostname: false })
  return { domain, fault: isIcann === true ? null : 'email_unknown_tld', reserved: false }
}

/** What people type: a comma for a dot, a space, two dots, a dot at the end, two at signs. */
function repair(text: string): string {
  return text
    .replaceAll(/\s+/g, '')
    .replaceAll(',', '.')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/@{2,}/g, '@')
    .replaceAll(/\.@|@\./g, '@')
    .replace(/^[.;:<("'[]+/, '')
    .replace(/[.;:>)"'\]]+$/, '')
}
