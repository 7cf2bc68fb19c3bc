import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TaxIdCountry } from '../../../shared/domain/tax-ids.ts'
import {
  formatTaxId,
  isTaxIdCountry,
  nitCheckDigit,
  parseTaxId,
  rutCheckDigit,
  taxIdKind,
} from '../../../shared/domain/tax-ids.ts'

const VALID: [TaxIdCountry, string, string, string][] = [
  ['CL', '12.345.678-5', '12345678-5', '12.345.678-5'],
  ['CL', '76086428 5', '76086428-5', '76.086.428-5'],
  ['CL', '10.000.013-k', '10000013-K', '10.000.013-K'],
  ['CL', '012345678-5', '12345678-5', '12.345.678-5'],
  ['CO', '899.999.063-3', '899999063', '899.999.063-3'],
  ['CO', '8600029644', '860002964', '860.002.964-4'],
  ['CO', '860002964', '860002964', '860.002.964-4'],
  ['CO', '1.018.412.345', '1018412345', `1.018.412.345-${nitCheckDigit('1018412345')}`],
  ['MX', 'GODE561231GR8', 'GODE561231GR8', 'GODE561231GR8'],
  ['MX', 'xaxx-010101-000', 'XAXX010101000', 'XAXX010101000'],
  ['PE', '20131312955', '20131312955', '20131312955'],
  ['PE', '20 100070970', '20100070970', '20100070970'],
  ['EC', '1710034065', '1710034065', '1710034065'],
  ['EC', '1710034065001', '1710034065001', '1710034065001'],
  ['EC', '1790011674001', '1790011674001', '1790011674001'],
  ['EC', '1760001550001', '1760001550001', '1760001550001'],
  ['AR', '30-50001091-2', '30500010912', '30-50001091-2'],
  ['AR', '20123456786', '20123456786', '20-12345678-6'],
  ['ES', '12345678z', '12345678Z', '12345678Z'],
  ['ES', 'X-1234567-L', 'X1234567L', 'X1234567L'],
  ['ES', 'ES A58818501', 'A58818501', 'A58818501'],
]

describe('tax ids', () => {
  test.each(VALID)('%s takes %s', (country, typed, value, written) => {
    expect(parseTaxId(country, typed)).toMatchObject({ ok: true, value })
    expect(formatTaxId(country, value)).toBe(written)
  })

  test.each([
    ['CL', '12.345.678-6'],
    ['CO', '899.999.063-4'],
    ['CO', '8600029645'],
    ['PE', '20131312954'],
    ['EC', '1710034066'],
    ['EC', '1710034066001'],
    ['AR', '30-50001091-3'],
    ['ES', '12345678A'],
    ['ES', 'A58818502'],
    ['ES', 'P1234567D9'.slice(0, 9).replace('D', '1')],
  ] as [TaxIdCountry, string][])('%s refuses the check digit of %s', (country, typed) => {
    const result = parseTaxId(country, typed)
    expect(result.ok).toBe(false)
  })

  test.each([
    ['CL', '12-3'],
    ['CL', 'hola'],
    ['CO', '12'],
    ['CO', '900-ABC'],
    ['MX', 'GODE561331GR8'],
    ['MX', '123'],
    ['PE', '30131312955'],
    ['EC', '9910034065'],
    ['EC', '1710034065000'],
    ['AR', '99-50001091-2'],
    ['ES', 'I1234567A'],
    ['ES', ''],
  ] as [TaxIdCountry, string][])('%s refuses the form of %s', (country, typed) => {
    expect(parseTaxId(country, typed)).toEqual({
      ok: false,
      kind: taxIdKind(country),
      reason: 'tax_id_format',
    })
  })

  test('an RFC whose check digit does not hold is kept as unchecked', () => {
    expect(parseTaxId('MX', 'GODE561231GR8')).toMatchObject({ checked: true })
    expect(parseTaxId('MX', 'GODE561231GR7')).toMatchObject({ ok: true, checked: false })
  })

  test('a NIT is one key with and without its check digit', () => {
    const values = ['899999063', '899.999.063-3', '8999990633', 'NIT 899999063-3'.replace('NIT ', '')].map(
      (typed) => {
        const result = parseTaxId('CO', typed)
        return result.ok ? result.value : result.reason
      },
    )
    expect(new Set(values)).toEqual(new Set(['899999063']))
  })

  test('any RUT with its digit is valid and with another digit is not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100_000, max: 99_999_999 }),
        fc.constantFrom(...'0123456789K'),
        (number, digit) => {
          const right = rutCheckDigit(String(number))
          expect(parseTaxId('CL', `${number}-${digit}`).ok).toBe(digit === right)
        },
      ),
    )
  })

  test('what is written is read again as the same id', () => {
    for (const [country, , value, written] of VALID) {
      expect(parseTaxId(country, written)).toMatchObject({ ok: true, value })
    }
  })

  test('other countries are left alone', () => {
    expect(isTaxIdCountry('CL')).toBe(true)
    expect(isTaxIdCountry('US')).toBe(false)
    expect(isTaxIdCountry('toString')).toBe(false)
  })
})
