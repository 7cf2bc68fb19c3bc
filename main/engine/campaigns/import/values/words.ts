import type { RecipientFlag, RecipientRole } from '../../../../../shared/domain/recipient-import.ts'
import { plainName } from '../../../core/sheets/field-names.ts'

const YES = new Set([
  'si',
  's',
  'x',
  '1',
  'true',
  'verdadero',
  'yes',
  'y',
  'v',
  'sim',
  't',
  'ok',
  'on',
  'activo',
  'activa',
])
const NO = new Set([
  '',
  'no',
  'n',
  '0',
  'false',
  'falso',
  'f',
  'nao',
  'off',
  'na',
  'n a',
  'ninguno',
  'ninguna',
  'none',
  'inactivo',
  'inactiva',
  'pendiente',
  'pending',
])

/** A yes or no as ERPs write it, or null where it is neither: "parcial" is not for a program to decide. */
export function readFlag(text: string): boolean | null {
  const bare = text.replaceAll(/^['"]|['"]$/g, '')
  if (bare === '✓' || bare === '✔' || bare === '☑') return true
  const plain = plainName(bare)
  if (NO.has(plain)) return false
  return YES.has(plain) ? true : null
}

/** Words of a status column that raise a flag; the first that is found decides. */
const STATUS_WORDS: readonly (readonly [RecipientFlag, RegExp])[] = [
  ['doNotContact', /\b(no contactar|do not contact|no molestar|nao contatar)\b/],
  ['legal', /\b(judicial|juridico|legal|demanda|litigio|lawsuit)\b/],
  [
    'dispute',
    /\b(disputa|disputada|disputado|reclamo|reclamada|objetada|dispute|disputed|controversia|contestada)\b/,
  ],
  ['promise', /\b(promesa|compromiso|convenio|promise|promessa|acordo)\b/],
]
const NOT_PAID = /\b(no|sin|not|nao|impaga|impago|unpaid|por|parcial|parcialmente|partially)\b/
const PAID = /\b(pagada|pagado|paid|saldada|saldado|liquidada|liquidado|cobrada|cobrado|quitada|paga)\b/

/** What a status such as "En disputa" or "Pagada" says; null for "Vigente" and everything unknown. */
export function readStatus(text: string): RecipientFlag | null {
  const plain = plainName(text)
  const found = STATUS_WORDS.find(([, words]) => words.test(plain))
  if (found !== undefined) return found[0]
  return PAID.test(plain) && !NOT_PAID.test(plain) ? 'paid' : null
}

const ROLES: Readonly<Record<string, RecipientRole>> = {
  deudor: 'debtor',
  'deudor principal': 'debtor',
  titular: 'debtor',
  debtor: 'debtor',
  principal: 'debtor',
  devedor: 'debtor',
  cliente: 'debtor',
  codeudor: 'coDebtor',
  codeudora: 'coDebtor',
  'co deudor': 'coDebtor',
  'co debtor': 'coDebtor',
  codebtor: 'coDebtor',
  'deudor solidario': 'coDebtor',
  codevedor: 'coDebtor',
  aval: 'guarantor',
  avalista: 'guarantor',
  fiador: 'guarantor',
  fiadora: 'guarantor',
  garante: 'guarantor',
  guarantor: 'guarantor',
}

export function readRole(text: string): RecipientRole | null {
  return ROLES[plainName(text)] ?? null
}

const LANGUAGES: Readonly<Record<string, string>> = {
  espanol: 'es',
  castellano: 'es',
  spanish: 'es',
  ingles: 'en',
  english: 'en',
  portugues: 'pt',
  portuguese: 'pt',
  frances: 'fr',
  french: 'fr',
}

/** A language tag (BCP 47) such as `es` or `es-CL`, from a tag or from the language's name. */
export function readLanguage(text: string): string | null {
  const named = LANGUAGES[plainName(text)]
  if (named !== undefined) return named
  if (!/^[a-z]{2}(?:[-_][a-z0-9]{2,8})*$/i.test(text)) return null
  try {
    const tag = Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0]
    return tag ?? null
  } catch {
    return null
  }
}

const zones = new Map<string, string | null>()

/** An IANA time zone, spelled as the system spells it. */
export function readTimeZone(text: string): string | null {
  const known = zones.get(text)
  if (known !== undefined) return known
  let zone: string | null = null
  try {
    if (/^[A-Za-z]+(?:[/_+-][A-Za-z0-9_+-]+)*$/.test(text)) {
      zone = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
    }
  } catch {
    zone = null
  }
  if (zones.size < 1000) zones.set(text, zone)
  return zone
}

/** A payment link is `https` (or `http`) with a host; anything else would be inert or dangerous in a message. */
export function readPaymentLink(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || /\s/.test(text) || text.length > 2048) return null
  const url = URL.parse(text)
  return url === null || url.hostname === '' || url.username !== '' ? null : url.href
}
