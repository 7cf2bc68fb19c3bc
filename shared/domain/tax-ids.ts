/**
 * Tax ids of debtors: recognised as people type them, checked, kept in one form so that one debtor is one key,
 * and written as the country writes them.
 */

export const TAX_ID_COUNTRIES = ['AR', 'CL', 'CO', 'EC', 'ES', 'MX', 'PE'] as const
export type TaxIdCountry = (typeof TAX_ID_COUNTRIES)[number]

export type TaxIdKind = 'RUT' | 'NIT' | 'RFC' | 'RUC' | 'CUIT' | 'NIF' | 'cedula'

export type TaxIdResult =
  /** `checked` is false where the id carries no check digit, or one that real ids do not always honour. */
  | { ok: true; kind: TaxIdKind; value: string; checked: boolean }
  | { ok: false; kind: TaxIdKind; reason: 'tax_id_format' | 'tax_id_check_digit' }

type TaxIdRule = {
  kind: TaxIdKind
  /** The country code in front, as in a VAT number. */
  prefix?: RegExp
  parse: (compact: string, typed: string) => TaxIdResult
  format: (value: string) => string
}

const bad = (kind: TaxIdKind, reason: 'tax_id_format' | 'tax_id_check_digit'): TaxIdResult => ({
  ok: false,
  kind,
  reason,
})
const good = (kind: TaxIdKind, value: string, checked = true): TaxIdResult => ({
  ok: true,
  kind,
  value,
  checked,
})

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, '.')

/** Sum of digit × weight, weights counted from the left. */
function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0)
}

/** Chile, RUT: modulo 11 with weights 2 to 7 from the right; 11 is `0` and 10 is `K`. */
export function rutCheckDigit(number: string): string {
  const sum = [...number]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (2 + (index % 6)), 0)
  const digit = 11 - (sum % 11)
  return digit === 11 ? '0' : digit === 10 ? 'K' : String(digit)
}

function parseRut(compact: string): TaxIdResult {
  const match = /^0*(\d{1,8})([\dK])$/.exec(compact)
  const number = match?.[1]
  if (!number || Number(number) < 100_000) return bad('RUT', 'tax_id_format')
  return rutCheckDigit(number) === match[2]
    ? good('RUT', `${number}-${match[2]}`)
    : bad('RUT', 'tax_id_check_digit')
}

const NIT_WEIGHTS = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71]

/** Colombia, NIT: DIAN's modulo 11 with primes from the right (Orden administrativa 4 de 1989). */
export function nitCheckDigit(number: string): string {
  const sum = [...number]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (NIT_WEIGHTS[index] ?? 0), 0)
  const rest = sum % 11
  return String(rest > 1 ? 11 - rest : rest)
}

/**
 * The check digit of a NIT may be typed or left out, so the kept value never has it. Without a hyphen only ten
 * digits that begin with 8 or 9 (a company's nine and its check digit) are read as having one.
 */
function parseNit(compact: string, typed: string): TaxIdResult {
  if (!/^\d{5,15}$/.test(compact)) return bad('NIT', 'tax_id_format')
  const separated = /-\s*\d$/.test(typed.trim())
  if (!separated && !/^[89]\d{9}$/.test(compact)) {
    return compact.length <= 11 ? good('NIT', compact, false) : bad('NIT', 'tax_id_format')
  }
  const number = compact.slice(0, -1)
  return nitCheckDigit(number) === compact.slice(-1) ? good('NIT', number) : bad('NIT', 'tax_id_check_digit')
}

const RFC_ALPHABET = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ'

/** Mexico, RFC: SAT's modulo 11 over the padded twelve characters. */
export function rfcCheckDigit(body: string): string {
  const sum = [...body.padStart(12, ' ')].reduce(
    (total, character, index) => total + RFC_ALPHABET.indexOf(character) * (13 - index),
    0,
  )
  const digit = 11 - (sum % 11)
  return digit === 11 ? '0' : digit === 10 ? 'A' : String(digit)
}

/** Ids are in use whose check digit does not hold, so a wrong one leaves the id unchecked and not refused. */
function parseRfc(compact: string): TaxIdResult {
  const match = /^[A-ZÑ&]{3,4}(\d{2})(\d{2})(\d{2})[A-Z\d]{2}[\dA]$/.exec(compact)
  if (!match) return bad('RFC', 'tax_id_format')
  const [, , month, day] = match
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31)
    return bad('RFC', 'tax_id_format')
  return good('RFC', compact, rfcCheckDigit(compact.slice(0, -1)) === compact.slice(-1))
}

const ELEVEN_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]

/** Peru, RUC: eleven digits by type of taxpayer, modulo 11. */
function parseRucPe(compact: string): TaxIdResult {
  if (!/^(10|15|16|17|20)\d{9}$/.test(compact)) return bad('RUC', 'tax_id_format')
  const check = (11 - (weighted(compact, ELEVEN_WEIGHTS) % 11)) % 10
  return check === Number(compact[10]) ? good('RUC', compact) : bad('RUC', 'tax_id_check_digit')
}

/** Argentina, CUIT and CUIL: modulo 11; a remainder that would need 10 is never issued with that prefix. */
function parseCuit(compact: string): TaxIdResult {
  if (!/^(20|23|24|25|26|27|30|33|34)\d{9}$/.test(compact)) return bad('CUIT', 'tax_id_format')
  const check = (11 - (weighted(compact, ELEVEN_WEIGHTS) % 11)) % 11
  return check === Number(compact[10]) ? good('CUIT', compact) : bad('CUIT', 'tax_id_check_digit')
}

/** Ecuador, cédula: modulo 10 with weights 2 and 1, digits above 9 reduced by 9. */
function cedulaHolds(digits: string): boolean {
  const sum = [2, 1, 2, 1, 2, 1, 2, 1, 2].reduce((total, weight, index) => {
    const product = Number(digits[index]) * weight
    return total + (product > 9 ? product - 9 : product)
  }, 0)
  return (10 - (sum % 10)) % 10 === Number(digits[9])
}

const elevenHolds = (digits: string, weights: readonly number[]) =>
  (11 - (weighted(digits, weights) % 11)) % 11 === Number(digits[weights.length])

/**
 * Ecuador: a cédula of ten digits, or a RUC of thirteen whose third digit tells person (0 to 5), public body (6)
 * or company (9). Companies registered in later years need not honour the check digit (SRI), so theirs only
 * decides whether the id counts as checked.
 */
function parseRucEc(compact: string): TaxIdResult {
  const province = Number(compact.slice(0, 2))
  const third = Number(compact[2])
  const known = (province >= 1 && province <= 24) || province === 30
  if (/^\d{10}$/.test(compact) && known && third < 6) {
    return cedulaHolds(compact) ? good('cedula', compact) : bad('cedula', 'tax_id_check_digit')
  }
  if (!/^\d{10}(?!000)\d{3}$/.test(compact) || !known || third === 7 || third === 8)
    return bad('RUC', 'tax_id_format')
  if (third === 6 && elevenHolds(compact, [3, 2, 7, 6, 5, 4, 3, 2])) return good('RUC', compact)
  if (third === 9) return good('RUC', compact, elevenHolds(compact, [4, 3, 2, 7, 6, 5, 4, 3, 2]))
  return cedulaHolds(compact) ? good('RUC', compact) : bad('RUC', 'tax_id_check_digit')
}

const NIF_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'
const CIF_LETTERS = 'JABCDEFGHI'

/** Which control character an entity of a letter carries; the other letters may carry either. */
const CONTROL_IS_LETTER = /[PQRSNW]/
const CONTROL_IS_DIGIT = /[ABEH]/

function entityControls(letter: string, digits: string): string[] {
  const sum = [...digits].reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  const check = (10 - (sum % 10)) % 10
  const controls = [CIF_LETTERS[check] ?? '', String(check)]
  if (CONTROL_IS_LETTER.test(letter)) return controls.slice(0, 1)
  return CONTROL_IS_DIGIT.test(letter) ? controls.slice(1) : controls
}

/** Spain: DNI, NIE and K, L, M by modulo 23; entities (formerly CIF) by the sum of Orden EHA/451/2008. */
function parseNif(compact: string): TaxIdResult {
  if (/^(\d{8}|[XYZKLM]\d{7})[A-Z]$/.test(compact)) {
    const number = compact.slice(0, 8).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)))
    const letter = NIF_LETTERS[Number(number.replace(/^[KLM]/, '')) % 23]
    return letter === compact[8] ? good('NIF', compact) : bad('NIF', 'tax_id_check_digit')
  }
  const match = /^([ABCDEFGHJNPQRSUVW])(\d{7})([\dA-J])$/.exec(compact)
  const [, letter, digits, control] = match ?? []
  if (!letter || !digits || !control) return bad('NIF', 'tax_id_format')
  return entityControls(letter, digits).includes(control)
    ? good('NIF', compact)
    : bad('NIF', 'tax_id_check_digit')
}

const asKept = (value: string) => value

const RULES: Readonly<Record<TaxIdCountry, TaxIdRule>> = {
  AR: {
    kind: 'CUIT',
    parse: parseCuit,
    format: (value) => `${value.slice(0, 2)}-${value.slice(2, 10)}-${value.slice(10)}`,
  },
  CL: { kind: 'RUT', parse: parseRut, format: (value) => `${grouped(value.slice(0, -2))}${value.slice(-2)}` },
  CO: { kind: 'NIT', parse: parseNit, format: (value) => `${grouped(value)}-${nitCheckDigit(value)}` },
  EC: { kind: 'RUC', parse: parseRucEc, format: asKept },
  ES: { kind: 'NIF', prefix: /^ES[\s-]*(?=[A-Z]?\d)/, parse: parseNif, format: asKept },
  MX: { kind: 'RFC', parse: parseRfc, format: asKept },
  PE: { kind: 'RUC', parse: parseRucPe, format: asKept },
}

/** Countries whose tax ids can be checked. */
export function isTaxIdCountry(country: string): country is TaxIdCountry {
  return Object.hasOwn(RULES, country)
}

/** The name people of the country give the id ("RUT", "NIT", …). */
export function taxIdKind(country: TaxIdCountry): TaxIdKind {
  return RULES[country].kind
}

/**
 * Reads an id as typed (spaces, points, hyphens and lower case are accepted) and checks
 * it. `value` is the one form under which a debtor is known; refused ids say whether the form or the check digit
 * is wrong.
 */
export function parseTaxId(country: TaxIdCountry, typed: string): TaxIdResult {
  const upper = typed.normalize('NFKC').toUpperCase().trim()
  const compact = upper.replace(RULES[country].prefix ?? '', '').replace(/[\s.\-/]/g, '')
  return RULES[country].parse(compact, upper)
}

/** An id in its kept form, written as the country writes it: `12.345.678-5`, `900.123.456-8`. */
export function formatTaxId(country: TaxIdCountry, value: string): string {
  return RULES[country].format(value)
}
