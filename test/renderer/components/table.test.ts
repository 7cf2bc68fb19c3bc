import { describe, expect, it } from 'vitest'
import type { Column } from '../../../renderer/components/table/columns.ts'
import { columnWidths } from '../../../renderer/components/table/columns.ts'
import { toCsv } from '../../../renderer/components/table/csv.ts'

interface Row {
  name: string
  amount: number | null
}
const columns: Column<Row>[] = [
  { key: 'name', title: 'Nombre', cell: ({ name }) => name, width: 200, grow: 3, csv: ({ name }) => name },
  { key: 'amount', title: 'Monto; neto', cell: () => null, width: 100, csv: ({ amount }) => amount },
  { key: 'badge', title: 'Estado', cell: () => null, width: 100, grow: 0 },
]

describe('the width of columns', () => {
  it('shares spare room by growth and never passes what there is', () => {
    expect(columnWidths(columns, 800)).toEqual([500, 200, 100])
  })

  it('keeps what was chosen, and lets the table scroll where room is short', () => {
    expect(columnWidths(columns, 800, { name: 300 })).toEqual([300, 400, 100])
    expect(columnWidths(columns, 300)).toEqual([200, 100, 100])
  })

  it('lets no column vanish', () => {
    expect(columnWidths(columns, 0, { badge: 3 })[2]).toBe(64)
  })
})

describe('the CSV of a table', () => {
  it('uses the separator and the decimal sign of the locale', () => {
    expect(toCsv(columns, [{ name: 'Ana', amount: 1.5 }], 'es-CL')).toBe(
      '\uFEFFNombre;"Monto; neto"\r\nAna;1,5\r\n',
    )
    expect(toCsv(columns, [{ name: 'Ana', amount: 1.5 }], 'en-US')).toBe(
      '\uFEFFNombre,"Monto; neto"\r\nAna,1.5\r\n',
    )
  })

  it('makes text that begins like a formula inert and leaves figures as they are', () => {
    const rows = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx'].map((name) => ({ name, amount: -5 }))
    const lines = toCsv(columns, rows, 'en-US').split('\r\n').slice(1, -1)
    expect(lines).toEqual(["'=1+1,-5", "'+1,-5", "'-1,-5", "'@SUM(A1),-5", "'\tx,-5"])
  })

  it('quotes what would break a line or a column', () => {
    const text = toCsv(columns, [{ name: 'Uno; "dos"\ntres', amount: null }], 'es-CL')
    expect(text).toContain('"Uno; ""dos""\ntres";\r\n')
  })
})
