import { formatTaxId, rutCheckDigit } from '../../../shared/domain/tax-ids.ts'
import type { Random } from '../core/random.ts'
import { aFirm, aPerson, ascii, between, pick } from './names.ts'

export interface ReportOptions {
  language: 'es' | 'en'
  rows: number
  /** The first debtor's number: reports with ranges apart share no address and no tax id. */
  from: number
  /** The day the report was drawn up, in ms UTC. */
  at: number
  /** A few addresses of the mail simulator, to see bounces and doubt. */
  troubles?: boolean
}

const DAY = 86_400_000

const headers = {
  es: [
    'RUT',
    'Razón social',
    'Correo',
    'N° factura',
    'Fecha emisión',
    'Fecha vencimiento',
    'Monto',
    'Moneda',
    'Pagado',
    'Ejecutivo',
  ],
  en: [
    'Tax ID',
    'Name',
    'Email',
    'Invoice',
    'Issue date',
    'Due date',
    'Amount',
    'Currency',
    'Paid',
    'Account executive',
  ],
} as const

const executives = { es: ['Paulina Rivas', 'Ignacio Toro'], en: ['Priya Rowan', 'Isaac Turner'] } as const

/**
 * An ageing report as an ERP would export it: in Spanish semicolons, Windows-1252 and 1.234.567,
 * in English commas, UTF-8 and 1,234.56.
 */
export function ageingReport(random: Random, options: ReportOptions): File {
  const { language, rows } = options
  const lines = Array.from({ length: rows }, (_, index) => debtorLine(random, options, index))
  const separator = language === 'es' ? ';' : ','
  const text = [headers[language], ...lines].map((cells) => cells.join(separator)).join('\r\n')
  const bytes = Buffer.from(text, language === 'es' ? 'latin1' : 'utf8')
  const name = language === 'es' ? 'informe-antiguedad.csv' : 'ageing-report.csv'
  return new File([bytes], name, { type: 'text/csv' })
}

function debtorLine(
  random: Random,
  { language, from, at, troubles }: ReportOptions,
  index: number,
): string[] {
  const number = from + index
  const person = aPerson(random, language)
  const isFirm = random.next() < 0.5
  const overdue = random.next() < 0.85 ? between(random, 1, 150) : -between(random, 1, 20)
  const due = at - overdue * DAY
  return [
    taxIdOf(language, number, isFirm),
    isFirm ? aFirm(random, language) : person.name,
    addressOf(person.mailbox, number, troubles ? index : -1),
    `${language === 'es' ? 'F' : 'INV'}-${100_000 + number}`,
    dateText(language, due - 30 * DAY),
    dateText(language, due),
    amountText(random, language),
    language === 'es' ? 'CLP' : 'USD',
    troubles && index % 60 === 59 ? (language === 'es' ? 'sí' : 'yes') : '',
    pick(random, executives[language]),
  ]
}

function taxIdOf(language: 'es' | 'en', number: number, isFirm: boolean): string {
  if (language === 'en') return `${10 + (number % 80)}-${String(1_000_000 + number * 37).slice(0, 7)}`
  const body = String((isFirm ? 77_000_000 : 9_000_000) + number * 311)
  return formatTaxId('CL', `${body}-${rutCheckDigit(body)}`)
}

/** Every seventieth address of a report with troubles belongs to the simulator. */
function addressOf(mailbox: string, number: number, index: number): string {
  const kinds = ['bounce', 'softbounce', 'bounce', 'blackhole'] as const
  if (index > 0 && index % 70 === 35) {
    const kind = kinds[Math.floor(index / 70) % kinds.length] ?? 'bounce'
    return `${kind}+${number}@simulator.despacho.test`
  }
  return `${ascii(mailbox.split('.')[0] ?? mailbox)}.${ascii(mailbox.split('.')[1] ?? 'x')}.${number}@deudores.despacho.test`
}

function dateText(language: 'es' | 'en', at: number): string {
  const [year = '', month = '', day = ''] = new Date(at).toISOString().slice(0, 10).split('-')
  return language === 'es' ? `${day}/${month}/${year}` : `${month}/${day}/${year}`
}

function amountText(random: Random, language: 'es' | 'en'): string {
  if (language === 'es')
    return String(between(random, 18, 4_800) * 1_000 + 990).replaceAll(/\B(?=(\d{3})+$)/g, '.')
  const cents = between(random, 2_500, 900_000)
  return `"${(cents / 100).toFixed(2).replaceAll(/\B(?=(\d{3})+\.)/g, ',')}"`
}
