import { access, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { csvDialect, csvLine, inert, writeCsv } from '../../../../main/engine/core/exports/csv-writer.ts'
import type { ExportTable } from '../../../../main/engine/core/exports/export-table.ts'
import { writeXlsx } from '../../../../main/engine/core/exports/xlsx-writer.ts'

const newPath = async (name: string) => join(await mkdtemp(join(tmpdir(), 'despacho-export-')), name)

const table: ExportTable = {
  headers: ['Nombre', 'Monto', 'Fecha', 'Días', 'Pagada'],
  rows: [
    ['Begoña "La Güera" Núñez', { minor: 123_456_789, currency: 'USD' }, { date: '2026-03-31' }, -12.5, true],
    ["=cmd|' /C calc'!A0", { minor: -1500, currency: 'CLP' }, null, 0, false],
    ['línea\nnueva; y más', null, null, null, null],
  ],
}

describe('a CSV export', () => {
  test('opens as it was written, with its mark, delimiter and decimal sign by locale', async () => {
    const path = await newPath('export.csv')
    await writeCsv(path, table, { locale: 'es-CL' })
    const text = await readFile(path, 'utf8')
    expect(text.startsWith('\ufeffNombre;Monto;Fecha;Días;Pagada\r\n')).toBe(true)
    expect(
      Papa.parse<string[]>(text.slice(1), { delimiter: ';', skipEmptyLines: true }).data.slice(1),
    ).toEqual([
      ['Begoña "La Güera" Núñez', '1234567,89', '2026-03-31', '-12,5', '1'],
      ["'=cmd|' /C calc'!A0", '-1500', '', '0', '0'],
      ['línea\nnueva; y más', '', '', '', ''],
    ])
    expect(csvDialect('en-US')).toEqual({ delimiter: ',', decimalMark: '.' })
    expect(csvDialect('es-MX')).toEqual({ delimiter: ',', decimalMark: '.' })
    expect(csvDialect('es-CO')).toEqual({ delimiter: ';', decimalMark: ',' })
  })

  test('never holds a cell that a spreadsheet would run, and changes nothing else', () => {
    for (const text of ['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\t=1', '\r=1', ' =1', '\uff1d1', '+56 9 1234']) {
      expect(inert(text)).toBe(`'${text}`)
    }
    for (const text of ['-15', '+12,5', '12-A', 'a=b', '', 'ana@empresa.cl']) expect(inert(text)).toBe(text)
  })

  test('is read back the same for any text that is no formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { minLength: 2, maxLength: 6 }),
        fc.constantFrom('es-CL', 'en-US'),
        (cells, locale) => {
          const dialect = csvDialect(locale)
          const parsed = Papa.parse<string[]>(csvLine(cells, dialect), {
            delimiter: dialect.delimiter,
            newline: '\r\n',
          })
          expect(parsed.data[0]).toEqual(cells.map(inert))
        },
      ),
    )
  })
})

describe('an XLSX export', () => {
  test('opens in an independent reader with real numbers and dates, and formulas as text', async () => {
    const path = await newPath('export.xlsx')
    await writeXlsx(path, table, { sheet: 'Quiénes: no / sí?' })
    expect(await readSheet(path)).toEqual([
      ['Nombre', 'Monto', 'Fecha', 'Días', 'Pagada'],
      ['Begoña "La Güera" Núñez', 1234567.89, new Date('2026-03-31T00:00:00Z'), -12.5, true],
      ["=cmd|' /C calc'!A0", -1500, null, 0, false],
      ['línea\nnueva; y más', null, null, null, null],
    ])
  })

  test('survives characters that XML does not have', async () => {
    const path = await newPath('export.xlsx')
    const rows = [['a\u0000b\u001fc', '<b>&"\'</b>', '_x0041_', '\ud800x', 'x'.repeat(40_000)]]
    await writeXlsx(path, { headers: ['1', '2', '3', '4', '5'], rows }, { sheet: '' })
    const read = (await readSheet(path))[1]
    expect(read?.slice(0, 4)).toEqual(['abc', '<b>&"\'</b>', '_x0041_', '\ufffdx'])
    expect(String(read?.[4])).toHaveLength(32_767)
  })

  test('takes rows from a generator, more columns than letters, and more rows than a piece', async () => {
    const path = await newPath('export.xlsx')
    async function* rows() {
      for (let n = 0; n < 20_000; n++) yield Array.from({ length: 30 }, (_, column) => n * 30 + column)
    }
    await writeXlsx(
      path,
      { headers: Array.from({ length: 30 }, (_, n) => `C${n}`), rows: rows() },
      { sheet: 'Datos' },
    )
    const read = await readSheet(path)
    expect(read).toHaveLength(20_001)
    expect(read.at(-1)?.[29]).toBe(20_000 * 30 - 1)
  })
})

test('an export that is cancelled or fails leaves no file behind', async () => {
  for (const write of [writeCsv, writeXlsx]) {
    const path = await newPath('export')
    const cancel = new AbortController()
    async function* rows() {
      for (let n = 0; ; n++) {
        if (n === 50_000) cancel.abort(new Error('cancelled by a person'))
        yield [`row ${n}`]
      }
    }
    const options = { locale: 'es-CL', sheet: 'Datos', signal: cancel.signal }
    await expect(write(path, { headers: ['A'], rows: rows() }, options)).rejects.toThrow(
      'cancelled by a person',
    )
    async function* failing() {
      yield ['one']
      throw new Error('the query failed')
    }
    await expect(
      write(path, { headers: ['A'], rows: failing() }, { locale: 'es-CL', sheet: 'Datos' }),
    ).rejects.toThrow('the query failed')
    await expect(access(path)).rejects.toThrow('ENOENT')
    await expect(access(`${path}.part`)).rejects.toThrow('ENOENT')
  }
})
