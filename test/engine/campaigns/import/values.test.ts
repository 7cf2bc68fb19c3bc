import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  createNumberFormatJury,
  readAmount,
  readTypedAmount,
} from '../../../../main/engine/campaigns/import/values/amounts.ts'
import { createDateFormatJury, readDate } from '../../../../main/engine/campaigns/import/values/dates.ts'
import { readAddress } from '../../../../main/engine/campaigns/import/values/email-address.ts'
import { readCurrency } from '../../../../main/engine/campaigns/import/values/currencies.ts'
import {
  readFlag,
  readLanguage,
  readPaymentLink,
  readRole,
  readStatus,
  readTimeZone,
} from '../../../../main/engine/campaigns/import/values/words.ts'
import { isoDateOfSerial } from '../../../../main/engine/core/sheets/xlsx/xlsx-reader.ts'
import { currencyExponent } from '../../../../shared/domain/money.ts'

const LOCALE = { commaDecimal: 'de-DE', pointDecimal: 'en-US' } as const
const currencies = fc.constantFrom('CLP', 'COP', 'USD', 'MXN', 'CLF')
const formats = fc.constantFrom('commaDecimal', 'pointDecimal')

describe('amounts', () => {
  test('that were written in a format are read back by it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e13, max: 1e13 }),
        currencies,
        formats,
        fc.boolean(),
        (minor, currency, format, useGrouping) => {
          const digits = currencyExponent(currency)
          const written = new Intl.NumberFormat(LOCALE[format], {
            useGrouping,
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          })
          const text = written.format(minor / 10 ** digits)
          expect(readAmount(text, format, currency)).toEqual({
            ok: true,
            minor: minor === 0 ? 0 : minor,
            currency,
            rounded: false,
          })
        },
      ),
    )
  })

  test('are never read as another amount under the wrong declaration of a grouped number with decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 1e12 }), formats, (minor, format) => {
        const written = new Intl.NumberFormat(LOCALE[format], { minimumFractionDigits: 2 }).format(
          minor / 100,
        )
        const other = format === 'commaDecimal' ? 'pointDecimal' : 'commaDecimal'
        expect(readAmount(written, other, 'USD').ok).toBe(false)
      }),
    )
  })

  test.each([
    ['1.234.567,89', 'commaDecimal', 'USD', 123_456_789],
    ['1,234,567.89', 'pointDecimal', 'USD', 123_456_789],
    ['$ 1.500', 'commaDecimal', 'CLP', 1500],
    ['US$ 12,50', 'commaDecimal', 'CLP', 1250],
    ['12,50 EUR', 'commaDecimal', 'CLP', 1250],
    ['(1.500)', 'commaDecimal', 'CLP', -1500],
    ['1.500-', 'commaDecimal', 'CLP', -1500],
    ['-$1,500.25', 'pointDecimal', 'USD', -150_025],
    ['1\u00a0234,5', 'commaDecimal', 'USD', 123_450],
    [',5', 'commaDecimal', 'USD', 50],
    ['UF 3,1415', 'commaDecimal', 'CLP', 31_415],
  ] as const)('such as %s are understood', (text, format, currency, minor) => {
    expect(readAmount(text, format, currency)).toMatchObject({ ok: true, minor, rounded: false })
  })

  test.each([
    ['', 'amount_invalid'],
    ['abc', 'amount_invalid'],
    ['1.23.456', 'amount_invalid'],
    ['1.234,', 'ok'],
    ['12.34', 'amount_invalid'],
    ['1,234.56', 'amount_invalid'],
    ['(100', 'amount_invalid'],
    ['--5', 'amount_invalid'],
    ['1e9', 'amount_invalid'],
    ['99999999999999999999', 'amount_invalid'],
    ['XQZ 5', 'amount_invalid'],
    ['1,234', 'amount_decimals'],
  ])('such as "%s" are told apart under 1.234.567,89', (text, reason) => {
    const reading = readAmount(text, 'commaDecimal', 'USD')
    expect(reading.ok ? 'ok' : reading.reason).toBe(reason)
  })

  test('with cents in a currency that has none are rounded half up, and said to be', () => {
    expect(readAmount('1.000,50', 'commaDecimal', 'CLP')).toEqual({
      ok: true,
      minor: 1001,
      currency: 'CLP',
      rounded: true,
    })
    expect(readAmount('1.000,00', 'commaDecimal', 'CLP')).toEqual({
      ok: true,
      minor: 1000,
      currency: 'CLP',
      rounded: false,
    })
  })

  test('typed by a spreadsheet are exact to the minor unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), currencies, (minor, currency) => {
        expect(readTypedAmount(minor / 10 ** currencyExponent(currency), currency)).toMatchObject({
          minor: minor === 0 ? 0 : minor,
          rounded: false,
        })
      }),
    )
    expect(readTypedAmount(1.005, 'USD')).toMatchObject({ minor: 101, rounded: true })
  })
})

describe('the number format of a column', () => {
  const verdict = (values: string[]) => {
    const jury = createNumberFormatJury()
    values.forEach(jury.hear)
    return jury.verdict()
  }

  test('is certain by one value that fits only it', () => {
    expect(verdict(['100', '1.500', '1.500,25'])).toMatchObject({
      format: 'commaDecimal',
      confidence: 'certain',
    })
    expect(verdict(['100', '1,500', '1,500.25'])).toMatchObject({
      format: 'pointDecimal',
      confidence: 'certain',
    })
  })

  test('is likely where all values look grouped, and unknown where nothing speaks', () => {
    expect(verdict(['1.500', '20.300'])).toMatchObject({ format: 'commaDecimal', confidence: 'likely' })
    expect(verdict(['100', '200'])).toMatchObject({ format: null, confidence: 'none' })
    expect(verdict(['1.500', '1,500'])).toMatchObject({ format: null, confidence: 'none' })
  })

  test('is never certain in a mixed column, and shows a value of the minority', () => {
    expect(verdict(['1.500,25', '2.000,10', '1,500.25'])).toMatchObject({
      format: 'commaDecimal',
      confidence: 'none',
      contrary: '1,500.25',
    })
  })
})

describe('dates', () => {
  const days = fc
    .date({
      min: new Date('1950-01-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString().slice(0, 10))

  test('that were written in a format are read back by it', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('/', '-', '.'), (iso, mark) => {
        const [year = '', month = '', day = ''] = iso.split('-')
        expect(readDate([day, month, year].join(mark), 'dmy')).toBe(iso)
        expect(readDate([Number(month), Number(day), year].join(mark), 'mdy')).toBe(iso)
        expect(readDate([year, month, day].join(mark), 'ymd')).toBe(iso)
        expect(readDate(`${iso}T23:59:59Z`, 'ymd')).toBe(iso)
        const serial = (Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000
        expect(readDate(serial, 'serial')).toBe(iso)
        expect(readDate(`${serial}`, 'serial')).toBe(iso)
        expect(readDate(serial - 1462, 'serial', true)).toBe(iso)
        expect(readDate({ isoDate: iso }, 'dmy')).toBe(iso)
      }),
    )
  })

  test.each([
    ['31/02/2026', 'dmy', null],
    ['29/02/2024', 'dmy', '2024-02-29'],
    ['29/02/2026', 'dmy', null],
    ['12/31/2026', 'dmy', null],
    ['31/12/2026', 'mdy', null],
    ['03/04/26', 'dmy', '2026-04-03'],
    ['3-mar-2026', 'dmy', '2026-03-03'],
    ['3 de marzo de 2026', 'dmy', '2026-03-03'],
    ['March 3, 2026', 'mdy', '2026-03-03'],
    ['20260303', 'ymd', '2026-03-03'],
    ['03/03/2026 00:00:00', 'dmy', '2026-03-03'],
    ['46084', 'dmy', null],
    ['2026-03-03', 'dmy', null],
    ['0', 'serial', null],
    ['hoy', 'dmy', null],
  ] as const)('such as %s under %s give %s', (text, format, expected) => {
    expect(readDate(text, format)).toBe(expected)
  })

  test('of the 1900 system keep the day that never was apart', () => {
    expect([isoDateOfSerial(1), isoDateOfSerial(59), isoDateOfSerial(61)]).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
    ])
  })

  test('of a column tell days from months by a value above 12, and say so where none is', () => {
    const verdict = (values: string[]) => {
      const jury = createDateFormatJury()
      values.forEach(jury.hear)
      return jury.verdict()
    }
    expect(verdict(['01/02/2026', '13/02/2026'])).toMatchObject({ format: 'dmy', confidence: 'certain' })
    expect(verdict(['01/02/2026', '02/13/2026'])).toMatchObject({ format: 'mdy', confidence: 'certain' })
    expect(verdict(['01/02/2026'])).toMatchObject({ format: 'dmy', confidence: 'likely' })
    expect(verdict(['13/02/2026', '02/13/2026'])).toMatchObject({
      confidence: 'none',
      contrary: '02/13/2026',
    })
    expect(verdict(['2026-02-13'])).toMatchObject({ format: 'ymd', confidence: 'certain' })
    expect(verdict(['46084', '46085'])).toMatchObject({ format: 'serial', confidence: 'certain' })
  })
})

describe('addresses', () => {
  const read = (text: string, allowTestDomains = false) => {
    const reading = readAddress(text, { allowTestDomains })
    return reading.ok ? reading.address : reading.reason
  }

  test.each([
    ['ana@empresa.cl', 'ana@empresa.cl'],
    ['Ana.Perez@EMPRESA.CL', 'Ana.Perez@empresa.cl'],
    ['Ana Pérez <ana@empresa.cl>', 'ana@empresa.cl'],
    ['mailto:ana@empresa.cl', 'ana@empresa.cl'],
    ['cobros+mora@sub.empresa.com.co', 'cobros+mora@sub.empresa.com.co'],
    ['ana@peña.cl', 'ana@xn--pea-8ma.cl'],
    ['o’brien@empresa.cl', 'email_syntax'],
    ['', 'email_missing'],
    ['ana', 'email_syntax'],
    ['ana@', 'email_syntax'],
    ['@empresa.cl', 'email_syntax'],
    ['ana@empresa', 'email_syntax'],
    ['ana..b@empresa.cl', 'email_syntax'],
    ['"ana b"@empresa.cl', 'email_syntax'],
    ['ana@192.168.0.1', 'email_syntax'],
    ['ana@[127.0.0.1]', 'email_syntax'],
    ['ana@-empresa.cl', 'email_syntax'],
    ['ana@empresa.con', 'email_unknown_tld'],
    ['ana@empresa.noexiste', 'email_unknown_tld'],
    ['ana@clientes.despacho.test', 'email_unknown_tld'],
    ['ana@empresa.cl, eva@empresa.cl', 'email_several'],
    ['josé@empresa.cl', 'email_non_ascii'],
    [`${'a'.repeat(65)}@empresa.cl`, 'email_syntax'],
    [`a@${'b'.repeat(250)}.cl`, 'email_syntax'],
  ])('such as "%s" are judged', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  test('at names reserved for tests are for accounts that send nothing away', () => {
    expect(read('ana@clientes.despacho.test', true)).toBe('ana@clientes.despacho.test')
    expect(read('ana@empresa.example', true)).toBe('ana@empresa.example')
    expect(read('ana@empresa.con', true)).toBe('email_unknown_tld')
  })

  test('that were evidently mistyped come with the one that was meant', () => {
    const meant = (text: string) => {
      const reading = readAddress(text, { allowTestDomains: false })
      return reading.ok ? reading.typoOf : reading.suggestion
    }
    expect(meant('ana@gmial.com')).toBe('gmail.com')
    expect(meant('ana@gmail.con')).toBe('ana@gmail.com')
    expect(meant('ana@empresa,cl')).toBe('ana@empresa.cl')
    expect(meant('ana @empresa.cl')).toBe('ana@empresa.cl')
    expect(meant('ana@empresa..cl.')).toBe('ana@empresa.cl')
  })

  test('can never add a header or a recipient', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.string({
          unit: fc.constantFrom('\r', '\n', '\0', ' ', ',', '<', '>', ';', ':', '@', 'a', '.'),
          maxLength: 12,
        }),
        (noise, signs) => {
          const hostile = [
            `ana@empresa.cl${noise}`,
            `${noise}ana@empresa.cl`,
            `ana${signs}b@empresa.cl`,
            `ana@empresa.cl${signs}bcc:eva@otra.cl`,
          ]
          const accepted = hostile.flatMap((text) => {
            const reading = readAddress(text, { allowTestDomains: false })
            return reading.ok ? [reading.address] : []
          })
          for (const address of accepted) {
            expect(address).toMatch(/^[!-~]+@[a-z0-9.-]+$/)
            expect(address.slice(0, address.lastIndexOf('@'))).not.toMatch(/[\s@,;<>:()"\\[\]]/)
          }
        },
      ),
    )
    expect(read('ana@empresa.cl\r\nBcc: eva@otra.cl')).toBe('email_syntax')
  })
})

describe('words', () => {
  test('of a flag mean yes, no, or nothing a program may decide', () => {
    expect(['sí', 'SI', 'x', '1', 'true', 'Verdadero', 'yes', '✓'].map(readFlag)).toEqual(Array(8).fill(true))
    expect(['', 'no', '0', 'false', 'N/A'].map(readFlag)).toEqual(Array(5).fill(false))
    expect(['parcial', 'ver nota', '2'].map(readFlag)).toEqual([null, null, null])
  })

  test('of a status raise a flag only where they are plain', () => {
    expect(
      ['Pagada', 'PAID', 'Impaga', 'No pagada', 'Pagada parcialmente', 'Vigente'].map(readStatus),
    ).toEqual(['paid', 'paid', null, null, null, null])
    expect(['En disputa', 'Compromiso de pago', 'Cobranza judicial', 'No contactar'].map(readStatus)).toEqual(
      ['dispute', 'promise', 'legal', 'doNotContact'],
    )
  })

  test('for role, language, zone, currency and link are known or refused', () => {
    expect(['Deudor', 'codeudora', 'AVAL', 'vecino'].map(readRole)).toEqual([
      'debtor',
      'coDebtor',
      'guarantor',
      null,
    ])
    expect(['Español', 'es_cl', 'EN', 'klingon??'].map(readLanguage)).toEqual(['es', 'es-CL', 'en', null])
    expect(['America/Bogota', 'Mars/Base', '+99:00'].map(readTimeZone)).toEqual([
      'America/Bogota',
      null,
      null,
    ])
    expect(['clp', 'US$', 'Pesos', 'UF', 'Dólares', 'doblones'].map(readCurrency)).toEqual([
      'CLP',
      'USD',
      'local',
      'CLF',
      'USD',
      null,
    ])
    expect(readPaymentLink('https://pagos.example/f?id=1')).toBe('https://pagos.example/f?id=1')
    const refused = [
      'javascript:alert(1)',
      'pagos.example',
      'https://',
      'https://a b',
      'https://u:p@pagos.example/',
    ]
    expect(refused.map(readPaymentLink)).toEqual(refused.map(() => null))
  })
})
