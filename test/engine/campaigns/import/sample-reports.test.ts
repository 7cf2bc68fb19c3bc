import { monitorEventLoopDelay } from 'node:perf_hooks'
import { mkdtemp, readFile as readBytes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readRecipients } from '../../../../main/engine/campaigns/import/import.ts'
import { DEFECTS_REPORT } from '../../../fixtures/defects-report.ts'
import { generate } from '../../../fixtures/generate.ts'
import { aFile, asProposed, fixture, readFile, reasonsAt } from './reading.ts'

describe('the sample reports', () => {
  test('are recognised by their content', async () => {
    const utf8 = (await readFile(fixture('ageing-utf8.csv'))).inspection
    const latin = (await readFile(fixture('ageing-windows-1252.csv'))).inspection
    const book = (await readFile(fixture('ageing.xlsx'))).inspection
    expect(utf8.format).toEqual({ kind: 'csv', encoding: 'utf-8', delimiter: ',', headerLine: 1 })
    expect(latin.format).toEqual({ kind: 'csv', encoding: 'windows-1252', delimiter: ';', headerLine: 1 })
    expect(book.format).toEqual({
      kind: 'xlsx',
      sheet: 'Antigüedad de saldos',
      headerLine: 1,
      from1904: false,
    })
    expect(latin.encoding?.confidence).toBeGreaterThan(0.8)
    expect([utf8.numberFormat.format, utf8.numberFormat.confidence]).toEqual(['pointDecimal', 'certain'])
    expect([latin.numberFormat.format, latin.numberFormat.confidence]).toEqual(['commaDecimal', 'certain'])
    expect([utf8.dateFormat.format, latin.dateFormat.format]).toEqual(['ymd', 'dmy'])
    expect(latin.dateFormat.confidence).toBe('certain')
    for (const inspection of [utf8, latin, book]) {
      expect(inspection.warnings).toEqual([])
      expect(inspection.rows).toBe(4200)
      expect(inspection.mapping.map(({ target, variable }) => variable ?? target)).toEqual([
        'taxId',
        'name',
        'email',
        'invoiceNumber',
        'issuedOn',
        'dueOn',
        'amount',
        'currency',
        'diasMora',
        'ejecutivo',
        'ciudad',
      ])
      expect(inspection.sourceKey).toBe(utf8.sourceKey)
    }
  })

  test('give the same 4,200 recipients in all three forms, without an issue', async () => {
    const utf8 = await readFile(fixture('ageing-utf8.csv'))
    const latin = await readFile(fixture('ageing-windows-1252.csv'))
    const book = await readFile(fixture('ageing.xlsx'))
    expect(utf8.recipients).toHaveLength(4200)
    expect(utf8.issues).toEqual([])
    expect(latin.recipients).toEqual(utf8.recipients)
    expect(book.recipients).toEqual(utf8.recipients)
    expect(utf8.recipients[0]).toEqual({
      line: 2,
      email: 'martin.quinones.0001@clientes.despacho.test',
      name: 'Martín Quiñones Vásquez',
      taxId: '8000014-6',
      creditor: null,
      paymentLink: null,
      language: null,
      timeZone: null,
      role: 'debtor',
      flags: [],
      invoices: [
        {
          line: 2,
          number: 'F-100002',
          issuedOn: '2026-04-14',
          dueOn: '2026-05-14',
          amountMinor: 123_456_789,
          currency: 'USD',
        },
      ],
      amountMinor: 123_456_789,
      currency: 'USD',
      issuedOn: '2026-04-14',
      dueOn: '2026-05-14',
      variables: { diasMora: '47', ejecutivo: 'Lucía Peña', ciudad: 'Ñuñoa' },
    })
  })

  test('are what the generator writes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'despacho-fixtures-'))
    await generate(folder)
    for (const name of ['ageing-utf8.csv', 'ageing-windows-1252.csv', 'ageing-defects.csv']) {
      expect(await readBytes(fixture(name), 'latin1')).toBe(await readBytes(join(folder, name), 'latin1'))
    }
    // Compressed bytes may differ between versions of zlib; what is inside may not.
    expect((await readFile(join(folder, 'ageing.xlsx'))).recipients).toEqual(
      (await readFile(fixture('ageing.xlsx'))).recipients,
    )
  })

  test('show nothing to a sender whose account is no sandbox', async () => {
    const { recipients, report } = await readFile(fixture('ageing-utf8.csv'), { allowTestDomains: false })
    expect(recipients).toEqual([])
    expect(report.reasons.map(({ reason, rows }) => [reason, rows])).toEqual([['email_unknown_tld', 4200]])
  })
})

/** Line 5 of the file is the first row of data, after title, firm, a blank line and the header. */
const lineOfCase = (name: string) => DEFECTS_REPORT.findIndex((cells) => cells[10] === name) + 1

describe('the report with defects', () => {
  const expected: [string, string[]][] = [
    ['first of three invoices', []],
    ['third of three invoices, address in capitals', []],
    ['the same invoice again', ['duplicate_invoice']],
    ['no address', ['email_missing']],
    ['bad syntax', ['email_syntax']],
    ['comma for a dot', ['email_syntax']],
    ['two addresses', ['email_several']],
    ['accent before the at sign', ['email_non_ascii']],
    ['unknown ending', ['email_unknown_tld']],
    ['wrong check digit', ['tax_id_invalid']],
    ['amount in the other format', ['amount_invalid']],
    ['no such day', ['date_invalid']],
    ['credit note', ['amount_not_positive']],
    ['unknown currency', ['currency_unknown']],
    ['paid', ['flag_paid']],
    ['disputed', ['flag_dispute']],
    ['promise to pay', ['flag_promise']],
    ['legal', ['flag_legal']],
    ['do not contact', ['flag_do_not_contact']],
    ['unclear flag', ['flag_unclear']],
    ['formula as a name', ['formula_text']],
    ['garbled before export', ['text_garbled']],
    ['one cell too many', ['row_cells_extra']],
    ['due before it was issued', ['date_order']],
    ['cents in a currency without', ['amount_rounded']],
  ]

  test.each(expected)('names what is wrong with "%s"', async (name, reasons) => {
    const { issues } = await readFile(fixture('ageing-defects.csv'))
    expect(reasonsAt(issues, lineOfCase(name))).toEqual(reasons)
  })

  test('keeps the rest: each row is in a recipient or listed with its reason', async () => {
    const { recipients, excluded, report, issues } = await readFile(fixture('ageing-defects.csv'))
    expect(recipients.map(({ email, invoices }) => [email, invoices.length])).toEqual([
      ['sra.prueba.01@clientes.despacho.test', 3],
      ['sra.prueba.02@clientes.despacho.test', 2],
      ['sra.prueba.16@clientes.despacho.test', 1],
      ['sra.prueba.19@clientes.despacho.test', 1],
      ['sra.prueba.20@clientes.despacho.test', 1],
    ])
    const used = recipients.flatMap(({ invoices }) => invoices.map(({ line }) => line))
    expect([...used, ...excluded.map(({ line }) => line)].toSorted((a, b) => a - b)).toEqual(
      DEFECTS_REPORT.flatMap((cells, index) => (index > 3 && cells[0] !== undefined ? [index + 1] : [])),
    )
    expect(report.rows).toBe(used.length + excluded.length)
    expect(reasonsAt(issues, DEFECTS_REPORT.length)).toEqual(['row_summary'])
  })

  test('adds up the invoices of one debtor and keeps the earliest due date', async () => {
    const { recipients } = await readFile(fixture('ageing-defects.csv'))
    expect(recipients[0]).toMatchObject({
      amountMinor: 400_500,
      currency: 'CLP',
      dueOn: '2026-03-31',
      issuedOn: '2026-03-01',
    })
    expect(recipients[1]).toMatchObject({ amountMinor: 123_456_800, currency: 'USD' })
  })

  test('bars the earlier row of somebody whose later row says not to be contacted', async () => {
    const { excluded } = await readFile(fixture('ageing-defects.csv'))
    const earlier = excluded.find(({ line }) => line === lineOfCase('clean, but its next row bars it'))
    expect(earlier?.reasons).toEqual(['flag_do_not_contact'])
  })

  test('suggests what was probably meant', async () => {
    const { issues } = await readFile(fixture('ageing-defects.csv'))
    const issue = issues.find(({ line }) => line === lineOfCase('comma for a dot'))
    expect(issue).toMatchObject({
      column: 'Correo',
      value: 'ventas@clientes,despacho.test',
      hint: 'ventas@clientes.despacho.test',
    })
  })

  test('takes a correction made in the report instead of in the file', async () => {
    const line = lineOfCase('no address')
    const corrections = [{ line, column: 2, value: 'nueva@clientes.despacho.test' }]
    const { recipients } = await readFile(fixture('ageing-defects.csv'), { corrections })
    expect(recipients.map(({ email }) => email)).toContain('nueva@clientes.despacho.test')
  })

  test('lets through what a person decided to, and never what blocks', async () => {
    const letThrough = ['flag_promise', 'email_unknown_tld', 'flag_do_not_contact', 'email_missing'] as const
    const { recipients } = await readFile(fixture('ageing-defects.csv'), { letThrough })
    const addresses = recipients.map(({ email }) => email)
    expect(addresses).toContain('sra.prueba.12@clientes.despacho.test')
    expect(addresses).toContain('ventas@panaderia-muestra.con')
    expect(addresses).not.toContain('sra.prueba.14@clientes.despacho.test')
    expect(recipients.find(({ email }) => email.includes('prueba.12'))?.flags).toEqual(['promise'])
  })
})

describe('a large report', () => {
  const rows = Array.from(
    { length: 50_000 },
    (_, n) =>
      `Deudor ${n};deudor.${n}@clientes.despacho.test;F-${n};15/03/2026;1.${String(100 + (n % 900))}.567,89;USD`,
  )
  const text = `Nombre;Correo;Factura;Vencimiento;Monto;Moneda\n${rows.join('\n')}\n`

  test('is read without holding the event loop', { timeout: 60_000 }, async () => {
    const path = await aFile(text)
    const { inspection } = await readFile(path)
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    let recipients = 0
    let longest = 0
    for await (const batch of readRecipients(path, asProposed(inspection))) {
      longest = Math.max(longest, batch.recipients.length)
      recipients += batch.recipients.length
    }
    delay.disable()
    expect(recipients).toBe(50_000)
    expect(longest).toBeLessThanOrEqual(500)
    // The reading takes hundreds of turns; without turns there would be one delay as long as the whole.
    expect(delay.count).toBeGreaterThan(20)
  })

  test('stops at once when it is cancelled', async () => {
    const path = await aFile(text)
    const { inspection } = await readFile(path)
    const cancel = new AbortController()
    let pieces = 0
    const reading = async () => {
      for await (const batch of readRecipients(path, asProposed(inspection), { signal: cancel.signal })) {
        pieces += batch.rows > 0 ? 1 : 0
        cancel.abort(new Error('cancelled by a person'))
      }
    }
    await expect(reading()).rejects.toThrow('cancelled by a person')
    expect(pieces).toBe(1)
  })

  test('tells how far it is', async () => {
    const path = await aFile(text)
    const { inspection } = await readFile(path)
    const shares: number[] = []
    const onProgress = ({ bytesRead, bytesTotal }: { bytesRead: number; bytesTotal: number }) => {
      shares.push(bytesRead / bytesTotal)
    }
    for await (const _ of readRecipients(path, asProposed(inspection), { onProgress })) void _
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
  })
})
