import { plainName } from '../../../core/sheets/field-names.ts'

const KNOWN = new Set([...Intl.supportedValuesOf('currency'), 'CLF', 'UYI', 'MXV', 'COU'])

/** Signs that name one currency only. A bare `$` or "pesos" names none: it is the file's declared currency. */
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  US$: 'USD',
  U$S: 'USD',
  USS: 'USD',
  R$: 'BRL',
  'S/': 'PEN',
  'S/.': 'PEN',
  '₡': 'CRC',
  Q: 'GTQ',
  '£': 'GBP',
  UF: 'CLF',
  CLP$: 'CLP',
  COP$: 'COP',
  MX$: 'MXN',
  COL$: 'COP',
  AR$: 'ARS',
  '₲': 'PYG',
  Bs: 'BOB',
  'Bs.': 'BOB',
}
const NAMES: Readonly<Record<string, string>> = {
  euro: 'EUR',
  euros: 'EUR',
  dolar: 'USD',
  dolares: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  'dolar americano': 'USD',
  'us dollar': 'USD',
  'dolar estadounidense': 'USD',
  'peso chileno': 'CLP',
  'pesos chilenos': 'CLP',
  'peso colombiano': 'COP',
  'pesos colombianos': 'COP',
  'peso mexicano': 'MXN',
  'pesos mexicanos': 'MXN',
  mn: 'MXN',
  'peso argentino': 'ARS',
  'pesos argentinos': 'ARS',
  real: 'BRL',
  reais: 'BRL',
  reales: 'BRL',
  sol: 'PEN',
  soles: 'PEN',
  'nuevos soles': 'PEN',
  'unidad de fomento': 'CLF',
  uf: 'CLF',
  guarani: 'PYG',
  guaranies: 'PYG',
  quetzal: 'GTQ',
  quetzales: 'GTQ',
  lempira: 'HNL',
  lempiras: 'HNL',
  colones: 'CRC',
  'peso uruguayo': 'UYU',
  usd: 'USD',
}
/** What `readCurrency` answers where the file's declared currency is meant. */
export const LOCAL_CURRENCY = 'local'

const LOCAL = new Set(['$', 'peso', 'pesos', 'moneda nacional', 'moneda local', 'local', 'nacional', 'ml'])

/**
 * The ISO 4217 code a cell names: a code, a sign or a name in Spanish, Portuguese or English. `LOCAL_CURRENCY` for a
 * bare `$` or "pesos" (the declared currency decides), null where nobody knows it.
 */
export function readCurrency(text: string): string | null {
  if (KNOWN.has(text)) return text
  const code = text.toUpperCase()
  if (KNOWN.has(code)) return code
  const sign = SIGNS[text] ?? SIGNS[code]
  if (sign !== undefined) return sign
  if (text === '$') return LOCAL_CURRENCY
  const plain = plainName(text)
  return LOCAL.has(plain) ? LOCAL_CURRENCY : (NAMES[plain] ?? null)
}

/** Signs and codes that may stand before or after a number, longest first, for a regular expression. */
export const CURRENCY_MARK = `(?:${Object.keys(SIGNS)
  .toSorted((a, b) => b.length - a.length)
  .map((sign) => sign.replaceAll(/[$./]/g, String.raw`\$&`))
  .join('|')}|[A-Z]{3}|\\$)`
