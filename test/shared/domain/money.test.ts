import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addMoney,
  currencyExponent,
  decimalFromMinor,
  formatMoney,
  minorFromDecimal,
  moneySchema,
  totalsByCurrency,
} from '../../../shared/domain/money.ts'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('money', () => {
  test('knows the digits of a currency', () => {
    expect(['CLP', 'COP', 'MXN', 'USD', 'CLF', 'KWD', 'PYG'].map(currencyExponent)).toEqual([
      0, 2, 2, 2, 4, 3, 0,
    ])
  })

  test('reads plain decimals exactly', () => {
    expect(minorFromDecimal('1234567.89', 'COP')).toBe(123456789)
    expect(minorFromDecimal('0.1', 'USD')).toBe(10)
    expect(minorFromDecimal('1500', 'CLP')).toBe(1500)
    expect(minorFromDecimal('1500.00', 'CLP')).toBe(1500)
    expect(minorFromDecimal('-3.5', 'USD')).toBe(-350)
    expect(minorFromDecimal('-0', 'USD')).toBe(0)
    expect(minorFromDecimal('37123.4567', 'CLF')).toBe(371234567)
  })

  test.each([
    ['1500.5', 'CLP'],
    ['0.001', 'USD'],
    ['1,5', 'USD'],
    ['', 'USD'],
    ['1e3', 'USD'],
    ['99999999999999999', 'USD'],
  ])('refuses %s in %s', (decimal, currency) => {
    expect(minorFromDecimal(decimal, currency)).toBeUndefined()
  })

  test('a decimal and its minor units are one another’s inverse', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('CLP', 'COP', 'KWD', 'CLF'), (minor, currency) => {
        expect(minorFromDecimal(decimalFromMinor(minor, currency), currency)).toBe(minor === 0 ? 0 : minor)
      }),
    )
  })

  test.each([
    [{ minor: 123456700, currency: 'COP' }, 'es-CO', '$ 1.234.567'],
    [{ minor: 123456750, currency: 'COP' }, 'es-CO', '$ 1.234.567,50'],
    [{ minor: 1234567, currency: 'CLP' }, 'es-CL', '$1.234.567'],
    [{ minor: 123450, currency: 'USD' }, 'en-US', '$1,234.50'],
    [{ minor: 123400, currency: 'MXN' }, 'es-MX', '$1,234.00'],
    [{ minor: -500, currency: 'USD' }, 'en-US', '-$5.00'],
  ])('writes %o in %s as %s', (money, locale, text) => {
    expect(plain(formatMoney(money, locale))).toBe(text)
  })

  test('writes amounts beyond a float’s digits without rounding', () => {
    expect(plain(formatMoney({ minor: Number.MAX_SAFE_INTEGER, currency: 'USD' }, 'en-US'))).toBe(
      '$90,071,992,547,409.91',
    )
  })

  test('adds within a currency and totals each apart', () => {
    expect(addMoney({ minor: 1, currency: 'USD' }, { minor: 2, currency: 'USD' })).toEqual({
      minor: 3,
      currency: 'USD',
    })
    expect(() => addMoney({ minor: 1, currency: 'USD' }, { minor: 2, currency: 'COP' })).toThrow(TypeError)
    expect(
      totalsByCurrency([
        { minor: 1, currency: 'USD' },
        { minor: 5, currency: 'COP' },
        { minor: 2, currency: 'USD' },
      ]),
    ).toEqual([
      { minor: 3, currency: 'USD' },
      { minor: 5, currency: 'COP' },
    ])
  })

  test('the schema takes whole minor units only', () => {
    expect(moneySchema.safeParse({ minor: 1.5, currency: 'USD' }).success).toBe(false)
    expect(moneySchema.safeParse({ minor: 1, currency: 'usd' }).success).toBe(false)
  })
})
