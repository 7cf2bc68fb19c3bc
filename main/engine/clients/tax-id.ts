import { formatTaxId, isTaxIdCountry, parseTaxId } from '../../../shared/domain/tax-ids.ts'

export type TaxIdReading =
  | { ok: true; value: string }
  | { ok: false; reason: 'tax_id_format' | 'tax_id_check_digit'; kind: string }

/**
 * A tax id in the one form it is kept in. Ids of countries whose rules are not known are kept as typed, with
 * single blanks.
 */
export function readTaxId(typed: string, country: string): TaxIdReading {
  if (!isTaxIdCountry(country)) return { ok: true, value: typed.trim().replaceAll(/\s+/g, ' ').toUpperCase() }
  return parseTaxId(country, typed)
}

/** A kept tax id as its country writes it. */
export function showTaxId(value: string | null, country: string): string | null {
  if (value === null) return null
  return isTaxIdCountry(country) ? formatTaxId(country, value) : value
}
