import type { TFunction } from 'i18next'
import { isTaxIdCountry, parseTaxId, type TaxIdCountry } from '../../../../shared/domain/tax-ids.ts'
import type { ClientValues } from './values.ts'

/** A sound tax id of each country, to show the form of one. */
const examples: Record<TaxIdCountry, string> = {
  AR: '30-50001091-2',
  CL: '76.086.428-5',
  CO: '900.123.456-8',
  EC: '1790016919001',
  ES: 'B58818501',
  MX: 'GODE561231GR8',
  PE: '20100070970',
}

/** What is wrong with a tax id, in words that name the form it should have; null when nothing is. */
export function taxIdFault(taxId: string, country: string, t: TFunction<'clients'>): string | null {
  if (taxId.trim() === '' || !isTaxIdCountry(country)) return null
  const read = parseTaxId(country, taxId)
  if (read.ok) return null
  return read.reason === 'tax_id_format'
    ? t('form.taxIdFormat', { kind: read.kind, example: examples[country] })
    : t('form.taxIdCheckDigit', { kind: read.kind })
}

/** The rules of the form; the engine checks the same again. */
export function clientRules(t: TFunction<'clients'>) {
  return {
    name: (value: string) => (value.trim() === '' ? t('form.nameMissing') : null),
    taxId: (value: string, values: ClientValues) => taxIdFault(value, values.country, t),
    health: (value: number | string) =>
      value === '' || (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100)
        ? null
        : t('form.healthRange'),
  }
}
