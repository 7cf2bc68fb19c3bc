import writeXlsxFile from 'write-excel-file/node'
import { describe, expect, test } from 'vitest'
import { inspectFile, readRecipients } from '../../../../main/engine/campaigns/import/import.ts'
import { zip } from '../../../../main/engine/core/exports/zip-writer.ts'
import { aFile, asProposed, problemOf, readFile, reasonsAt } from './reading.ts'

const HEADER = 'Nombre;Correo;Monto\n'
const ROW = 'Ana Peña;ana@clientes.despacho.test;1.500\n'

async function refusal(content: string | Uint8Array, name?: string) {
  return problemOf(readFile(await aFile(content, name)))
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(pieces))
}

describe('a file that is no report', () => {
  test('says so when it is missing, a folder, or empty', async () => {
    expect((await problemOf(inspectFile('/nowhere/report.csv'))).reason).toBe('file_missing')
    expect((await problemOf(inspectFile('/tmp'))).reason).toBe('file_unreadable')
    expect((await refusal('')).reason).toBe('file_empty')
  })

  test.each([
    ['blank lines only', '\n\n  \n', 'rows_none'],
    ['a header only', HEADER, 'header_only'],
    ['a picture renamed .csv', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'file_binary'],
    [
      'a program renamed .csv',
      Buffer.from(Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256)),
      'file_binary',
    ],
    ['a PDF', '%PDF-1.7\n…', 'file_binary'],
    ['a web page an ERP calls .xls', '<html><table><tr><td>Correo</td></tr></table></html>', 'file_web_page'],
    [
      'an old Excel workbook',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]),
      'file_old_excel',
    ],
    [
      'a workbook with a password',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(1000),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'file_password',
    ],
    ['a zip cut short', Buffer.from('PK\x03\x04 and nothing more', 'latin1'), 'xlsx_broken'],
  ])('names %s', async (_, content, reason) => {
    expect((await refusal(content)).reason).toBe(reason)
  })

  test('names another kind of zip, such as a text document or an OpenDocument sheet', async () => {
    const odt = await bytesOf(
      zip([{ name: 'mimetype', content: ['application/vnd.oasis.opendocument.spreadsheet'] }]),
    )
    expect((await refusal(odt, 'report.xlsx')).reason).toBe('file_other_format')
  })
})

describe('a broken CSV', () => {
  test('names the line of a quote that is never closed', async () => {
    const problem = await refusal(`${HEADER}${ROW}"Luis Núñez;luis@clientes.despacho.test;900\n${ROW}`)
    expect(problem).toEqual({ reason: 'quote_unclosed', params: { line: 3 } })
  })

  test('lists a row whose quote swallowed the next ones, and goes on after it', async () => {
    const { issues, recipients } = await readFile(
      await aFile(
        `${HEADER}"Luis Núñez;luis@clientes.despacho.test;900\n"Eva";eva@clientes.despacho.test;700\n${ROW}`,
      ),
    )
    expect(reasonsAt(issues, 2)).toContain('row_quotes')
    expect(recipients.map(({ email, line }) => [email, line])).toEqual([['ana@clientes.despacho.test', 4]])
  })

  test('refuses a record beyond every bound instead of growing with it', async () => {
    const problem = await refusal(`${HEADER}"${'x'.repeat(9 * 1024 * 1024)}`)
    expect(problem).toMatchObject({ reason: 'row_too_large', params: { line: 2 } })
  })

  test('lists a row with a cell of 5 MB and keeps the others', async () => {
    const path = await aFile(`${HEADER}"${'ñ'.repeat(5 * 1024 * 1024)}";b@clientes.despacho.test;1\n${ROW}`)
    const { issues, recipients } = await readFile(path)
    expect(reasonsAt(issues, 2)).toEqual(['cell_too_long'])
    expect(issues[0]?.value.length).toBeLessThanOrEqual(120)
    expect(recipients).toHaveLength(1)
  })

  test('keeps count of lines through quoted line breaks, whatever the line ends', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = `Nombre;Correo\n"Ana\nPeña";ana@clientes.despacho.test\n\nEva;no es correo\n`.replaceAll(
        '\n',
        end,
      )
      const { issues, recipients } = await readFile(await aFile(text))
      expect(issues.map(({ line, reason }) => [line, reason])).toEqual([[5, 'email_syntax']])
      expect(recipients[0]?.name).toBe('Ana Peña')
    }
  })

  test('reads a file of 200 columns and points out that they are many', async () => {
    const extra = Array.from({ length: 198 }, (_, n) => `Extra ${n}`)
    const text = `Correo;Monto;${extra.join(';')}\na@clientes.despacho.test;1.000;${extra.map((_, n) => n).join(';')}\n`
    const { inspection, recipients } = await readFile(await aFile(text))
    expect(inspection.warnings).toContainEqual({ warning: 'columns_many', params: { count: 200 } })
    expect(recipients[0]?.variables).toMatchObject({ extra0: '0', extra197: '197' })
  })

  test('refuses more columns than anybody maps', async () => {
    const problem = await refusal(`${Array.from({ length: 251 }, (_, n) => `C${n}`).join(';')}\n`)
    expect(problem).toMatchObject({ reason: 'columns_too_many', params: { columns: 251, limit: 250 } })
  })

  test('refuses more than 100,000 rows', async () => {
    const problem = await refusal(HEADER + ROW.repeat(100_001))
    expect(problem).toMatchObject({ reason: 'rows_too_many', params: { limit: 100_000 } })
  })

  test('makes repeated and empty header names unique, and says so', async () => {
    const { inspection, recipients } = await readFile(
      await aFile('Correo;Nota;nota;;\na@clientes.despacho.test;uno;dos;tres;\n'),
    )
    expect(inspection.columns.map(({ header }) => header)).toEqual(['Correo', 'Nota', 'nota (2)', 'Col. 4'])
    expect(inspection.warnings.map(({ warning }) => warning)).toEqual(['header_duplicate', 'header_empty'])
    expect(recipients[0]?.variables).toEqual({ nota: 'uno', nota2: 'dos', col4: 'tres' })
  })

  test('drops NUL bytes and says how many', async () => {
    const { inspection, recipients } = await readFile(
      await aFile(`${HEADER}An\0a;ana@clientes.\0despacho.test;1.500\n`),
    )
    expect(inspection.warnings).toContainEqual({ warning: 'nul_bytes', params: { count: 2 } })
    expect(recipients[0]).toMatchObject({ name: 'Ana', email: 'ana@clientes.despacho.test' })
  })

  test('keeps formulas as text and points them out', async () => {
    const { inspection, issues, recipients } = await readFile(
      await aFile(`${HEADER}=cmd|' /C calc'!A0;a@clientes.despacho.test;1\n`),
    )
    expect(inspection.warnings.map(({ warning }) => warning)).toContain('formula_text')
    expect(issues.map(({ reason }) => reason)).toEqual(['formula_text'])
    expect(recipients[0]?.name).toBe("=cmd|' /C calc'!A0")
  })

  test('lists rows that lost cells to an unquoted delimiter instead of reading them shifted', async () => {
    const text =
      'Nombre,Correo,Monto,Moneda\nAna,ana@clientes.despacho.test,1,234.50,USD\nEva,eva@clientes.despacho.test,99.50,USD\n'
    const { issues, recipients } = await readFile(await aFile(text))
    expect(reasonsAt(issues, 2)).toContain('row_cells_extra')
    expect(recipients.map(({ name }) => name)).toEqual(['Eva'])
  })
})

describe('a CSV in another encoding', () => {
  const text = 'Nombre;Correo\nBegoña Agüero;begona@clientes.despacho.test\n'
  const wide = (order: 'le' | 'be', mark: boolean) => {
    const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
    return order === 'le' ? bytes : bytes.swap16()
  }

  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 LE with a mark', wide('le', true), 'utf-16le'],
    ['UTF-16 BE with a mark', wide('be', true), 'utf-16be'],
    ['UTF-16 LE', wide('le', false), 'utf-16le'],
    ['UTF-16 BE', wide('be', false), 'utf-16be'],
    ['Windows-1252', Buffer.from(text, 'latin1'), 'windows-1252'],
  ])('is found out: %s', async (_, bytes, encoding) => {
    const { inspection, recipients } = await readFile(await aFile(bytes))
    expect(inspection.format).toMatchObject({ encoding })
    expect(inspection.columns[0]?.header).toBe('Nombre')
    expect(recipients[0]?.name).toBe('Begoña Agüero')
  })

  test('is refused with the line when bytes do not fit what was declared', async () => {
    const path = await aFile(Buffer.from(text, 'latin1'))
    const problem = await problemOf(inspectFile(path, { encoding: 'utf-8' }))
    expect(problem).toMatchObject({ reason: 'encoding_wrong', params: { encoding: 'utf-8' } })
  })

  test('is pointed out where the declared one turns letters into signs', async () => {
    const path = await aFile(Buffer.from(text))
    const { inspection, issues, recipients } = await readFile(path, {}, { encoding: 'windows-1252' })
    expect(inspection.warnings).toContainEqual({ warning: 'text_garbled', params: { count: 1 } })
    expect(issues[0]).toMatchObject({ reason: 'text_garbled', value: 'BegoÃ±a AgÃ¼ero' })
    expect(recipients).toEqual([])
  })

  test('is doubted where the bytes are no letters of Windows-1252', async () => {
    const dos = Buffer.concat([
      Buffer.from('Nombre;Correo\nBego'),
      Buffer.from([0xa4, 0x81, 0x90]),
      Buffer.from('a;b@clientes.despacho.test\n'),
    ])
    expect((await inspectFile(await aFile(dos))).warnings).toContainEqual({
      warning: 'encoding_unsure',
      params: { encoding: 'windows-1252' },
    })
  })
})

describe('a workbook', () => {
  const sheet = (rows: string, declared = '') =>
    `<?xml version="1.0"?>${declared}<worksheet xmlns="m"><sheetData>${rows}</sheetData></worksheet>`
  const rels = (list: string) => `<Relationships>${list}</Relationships>`
  const book = (sheetXml: string) =>
    bytesOf(
      zip([
        {
          name: '_rels/.rels',
          content: [rels('<Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/>')],
        },
        {
          name: 'xl/workbook.xml',
          content: ['<workbook><sheets><sheet name="A &gt; B" r:id="r1"/></sheets></workbook>'],
        },
        {
          name: 'xl/_rels/workbook.xml.rels',
          content: [rels('<Relationship Id="r1" Type="x/worksheet" Target="/xl/worksheets/one.xml"/>')],
        },
        { name: 'xl/worksheets/one.xml', content: [sheetXml] },
      ]),
    )
  const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`

  test('written by somebody else gives the same as its CSV, with dates as dates and numbers as numbers', async () => {
    const path = await aFile('', 'book.xlsx')
    await writeXlsxFile([
      [{ value: 'Correo' }, { value: 'Monto' }, { value: 'Vencimiento' }, { value: 'Moneda' }],
      [
        { value: 'a@clientes.despacho.test' },
        { value: 1234567.89 },
        { value: new Date(Date.UTC(2026, 2, 31)), type: Date, format: 'dd/mm/yyyy' },
        { value: 'USD' },
      ],
    ]).toFile(path)
    const { recipients, issues } = await readFile(path)
    expect(issues).toEqual([])
    expect(recipients[0]).toMatchObject({ amountMinor: 123_456_789, currency: 'USD', dueOn: '2026-03-31' })
  })

  test('uses the value of a formula and warns; a formula without a value is listed', async () => {
    const rows = `<row r="1">${text('A1', 'Correo')}${text('B1', 'Monto')}</row>
      <row r="2">${text('A2', 'a@clientes.despacho.test')}<c r="B2"><f>1+1</f><v>2000</v></c></row>
      <row r="3">${text('A3', 'b@clientes.despacho.test')}<c r="B3"><f>SUM(X1:X9)</f></c></row>`
    const { inspection, recipients, issues } = await readFile(await aFile(await book(sheet(rows)), 'b.xlsx'))
    expect(inspection.warnings).toContainEqual({ warning: 'formula_cells', params: { count: 2 } })
    expect(recipients.map(({ amountMinor }) => amountMinor)).toEqual([2000, null])
    expect(reasonsAt(issues, 3)).toEqual(['formula_empty'])
  })

  test('is refused when its XML is cut short, has a document type, or holds no rows', async () => {
    const broken = await book('<worksheet><sheetData><row r="1"><c r="A1"><v>1')
    expect((await refusal(broken, 'b.xlsx')).reason).toBe('xlsx_broken')
    const laughs = await book(sheet('<row/>', '<!DOCTYPE lolz [<!ENTITY lol "lol">]>'))
    expect((await refusal(laughs, 'b.xlsx')).reason).toBe('xlsx_broken')
    expect((await refusal(await book(sheet('')), 'b.xlsx')).reason).toBe('rows_none')
  })

  test('is refused when a sheet that was chosen is no longer there', async () => {
    const path = await aFile(await book(sheet(`<row r="1">${text('A1', 'Correo')}</row>`)), 'b.xlsx')
    expect(await problemOf(inspectFile(path, { sheet: 'Otra' }))).toEqual({
      reason: 'sheet_missing',
      params: { sheet: 'Otra' },
    })
  })

  test('that unpacks to more than its bound is stopped while unpacking', { timeout: 60_000 }, async () => {
    const filler = ' '.repeat(1024 * 1024)
    function* bomb() {
      yield '<worksheet><sheetData>'
      for (let megabyte = 0; megabyte < 600; megabyte++) yield filler
    }
    const parts = await bytesOf(
      zip([
        {
          name: '_rels/.rels',
          content: [rels('<Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/>')],
        },
        {
          name: 'xl/workbook.xml',
          content: ['<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'],
        },
        {
          name: 'xl/_rels/workbook.xml.rels',
          content: [rels('<Relationship Id="r1" Type="x/worksheet" Target="worksheets/one.xml"/>')],
        },
        { name: 'xl/worksheets/one.xml', content: bomb() },
      ]),
    )
    expect(parts.length).toBeLessThan(2_000_000)
    expect((await refusal(parts, 'bomb.xlsx')).reason).toBe('xlsx_too_large')
  })

  test(
    'with any byte changed is read or refused with a reason, never a crash',
    { timeout: 60_000 },
    async () => {
      const whole = await book(
        sheet(
          `<row r="1">${text('A1', 'Correo')}</row><row r="2">${text('A2', 'a@clientes.despacho.test')}</row>`,
        ),
      )
      for (let at = 4; at < whole.length; at += 7) {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ 0x5a
        const path = await aFile(bytes, 'b.xlsx')
        const found = await readFile(path).then(
          () => 'read',
          async (error: unknown) => (await problemOf(Promise.reject(error))).reason,
        )
        expect(found).toBeTypeOf('string')
      }
    },
  )
})

describe('reading under a mapping that does not fit', () => {
  test('is refused without an e-mail column, with a field given twice, or when the file changed', async () => {
    const path = await aFile(HEADER + ROW)
    const { inspection } = await readFile(path)
    const proposed = asProposed(inspection)
    const read = (changes: object, file = path) =>
      problemOf(Array.fromAsync(readRecipients(file, { ...proposed, ...changes })))
    expect((await read({ mapping: [] })).reason).toBe('mapping_without_email')
    const twice = proposed.mapping.map(({ column, header }) => ({ column, header, target: 'email' as const }))
    expect(await read({ mapping: twice })).toEqual({ reason: 'mapping_repeated', params: { field: 'email' } })
    const changed = await aFile(`Correo;Nombre;Monto\n${ROW}`)
    expect((await read({}, changed)).reason).toBe('mapping_columns_changed')
  })
})
