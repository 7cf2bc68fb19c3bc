import fc from 'fast-check'
import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { readCsvRows } from '../../../../main/engine/core/sheets/csv-reader.ts'
import { findDelimiter } from '../../../../main/engine/core/sheets/delimiter.ts'
import type { SourceRow } from '../../../../main/engine/core/sheets/rows.ts'
import { DELIMITERS } from '../../../../shared/domain/sheet-files.ts'
import { readXlsxRows } from '../../../../main/engine/core/sheets/xlsx/xlsx-reader.ts'
import { aFile, fixture } from '../../campaigns/import/reading.ts'

async function allRows(rows: AsyncIterable<SourceRow[]>): Promise<SourceRow[]> {
  return (await Array.fromAsync(rows)).flat()
}

const cell = fc.string({
  unit: fc.constantFrom('a', 'ñ', '😀', '"', ';', ',', '\n', '\t', ' ', "'", '='),
  maxLength: 12,
})
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 30 }),
  )

test('any table written as CSV is read back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(...DELIMITERS),
      fc.constantFrom('\n', '\r\n'),
      async (cells, delimiter, newline) => {
        const path = await aFile(Papa.unparse(cells, { delimiter, newline, quotes: true }))
        const rows = await allRows(readCsvRows(path, { encoding: 'utf-8', delimiter }))
        expect(rows.map((row) => row.cells)).toEqual(cells)
        expect(rows.every((row) => row.fault === undefined)).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})

test('a file is cut into the same rows wherever its pieces end', async () => {
  for (const padding of [0, 1, 2, 3]) {
    // Letters of two bytes, quotes and line ends drift across the 64 kB boundary as the padding grows.
    const cells = Array.from({ length: 3000 }, (_, n) => [
      `${'x'.repeat(padding)}ñ${n}`,
      `"á"\n${n}`,
      `fin; ${n}`,
    ])
    const path = await aFile(Papa.unparse(cells, { delimiter: ';', newline: '\r\n' }))
    const rows = await allRows(readCsvRows(path, { encoding: 'utf-8', delimiter: ';' }))
    expect(rows.map((row) => row.cells)).toEqual(cells)
    expect(rows.at(-1)?.line).toBe(2999 * 2 + 1)
  }
})

test('a line end cut in two by the boundary of a piece is one line end', async () => {
  const before = `${'z'.repeat(99)}\n`.repeat(655) + 'w'.repeat(35)
  expect(before.length).toBe(64 * 1024 - 1)
  const rows = await allRows(
    readCsvRows(await aFile(`${before}\r\nend\r\n`), { encoding: 'utf-8', delimiter: ';' }),
  )
  expect(rows[656]).toEqual({ line: 657, cells: ['end'] })
})

test('the delimiter is told by agreement between lines, not by counting signs', () => {
  expect(findDelimiter('Nombre;Monto\n"Pérez, Juan, e Hijos";1.234,56\nAna;2.500,10\n').delimiter).toBe(';')
  expect(findDelimiter('Nombre,Nota\nAna,"uno; dos; tres"\nEva,"x; y; z"\n').delimiter).toBe(',')
  expect(findDelimiter('a\tb\tc\n1\t2,5\t3\n').delimiter).toBe('\t')
  expect(findDelimiter('a|b|c\n1|2|3\n').delimiter).toBe('|')
  expect(findDelimiter('sep=;\na,b;c\n1,5;2\n')).toEqual({ delimiter: ';', confidence: 1 })
  expect(findDelimiter('Correo\na@b.cl\n').confidence).toBe(1)
  expect(findDelimiter('a;b;c\n1;2\n3\n4;5;6;7\n').confidence).toBeLessThan(0.8)
})

test('a sheet is read as an independent reader reads it', async () => {
  const theirs = await readSheet(fixture('ageing.xlsx'))
  const ours = await allRows(readXlsxRows(fixture('ageing.xlsx'), { sheet: 'Antigüedad de saldos' }))
  const plain = ours.map(({ cells }) =>
    cells.map((value) => (typeof value === 'object' ? value.isoDate : value)),
  )
  expect(plain).toEqual(
    theirs.map((row) =>
      row.map((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value)),
    ),
  )
})
