import { describe, expect, test } from 'vitest'
import { FIELD_NAMES } from '../../../../main/engine/campaigns/import/field-names.ts'
import { plainName } from '../../../../main/engine/core/sheets/field-names.ts'
import { columnNames, findHeader } from '../../../../main/engine/core/sheets/header.ts'
import type { SourceRow } from '../../../../main/engine/core/sheets/rows.ts'
import {
  applyRemembered,
  guessMapping,
  sourceKey,
  variableName,
} from '../../../../main/engine/campaigns/import/mapping.ts'

const guess = (headers: string[], addresses: string[] = []) =>
  guessMapping(headers.map((header) => ({ header, addressShare: addresses.includes(header) ? 1 : 0 }))).map(
    ({ target }) => target,
  )

const headerOf = (rows: readonly SourceRow[]) => findHeader(rows, FIELD_NAMES)

describe('the proposed mapping', () => {
  test.each([
    [
      'Spanish',
      [
        'RUT',
        'Razón social',
        'Correo electrónico',
        'Nº Factura',
        'Fecha Emisión',
        'Fecha Vcto',
        'Saldo pendiente',
        'Moneda',
      ],
    ],
    [
      'English',
      [
        'Tax ID',
        'Customer Name',
        'E-mail',
        'Invoice No.',
        'Invoice Date',
        'Due Date',
        'Amount Due',
        'Currency',
      ],
    ],
    [
      'Portuguese',
      [
        'CNPJ',
        'Razão Social',
        'Endereço de e-mail',
        'Nota Fiscal',
        'Data de emissão',
        'Data de vencimento',
        'Valor em aberto',
        'Moeda',
      ],
    ],
  ])('knows the words of an ERP in %s', (_, headers) => {
    expect(guess(headers)).toEqual([
      'taxId',
      'name',
      'email',
      'invoiceNumber',
      'issuedOn',
      'dueOn',
      'amount',
      'currency',
    ])
  })

  test('finds the addresses by what the cells hold, whatever the column is called', () => {
    expect(guess(['Nombre', 'Contacto'], ['Contacto'])).toEqual(['name', 'email'])
    expect(guess(['Cliente', 'Correo ejecutivo', 'Correo'], ['Correo ejecutivo', 'Correo'])[2]).toBe('email')
  })

  test('gives each field to one column and makes variables of the rest', () => {
    expect(guess(['Monto', 'Monto original', 'Saldo', 'Tramo', 'Correo'])).toEqual([
      'amount',
      'variable',
      'variable',
      'variable',
      'email',
    ])
    expect(guess(['Código cliente', 'Nombre cliente', 'Días de mora', 'Teléfono'])).toEqual([
      'variable',
      'name',
      'variable',
      'variable',
    ])
    expect(guess(['Estado', 'No contactar', 'En disputa', 'Rol'])).toEqual([
      'status',
      'doNotContact',
      'dispute',
      'role',
    ])
  })

  test('is remembered under the columns of its source, in any order, case and accent', () => {
    const key = sourceKey(['RUT', 'Razón social', 'Correo'])
    expect(sourceKey(['correo', 'RAZON SOCIAL', 'Rut'])).toBe(key)
    expect(sourceKey(['correo', 'RAZON SOCIAL'])).not.toBe(key)
    const columns = (headers: string[]) =>
      guessMapping(headers.map((header) => ({ header, addressShare: 0 })))
    const chosen = columns(['Correo', 'Nota', 'Saldo']).map((entry) =>
      entry.header === 'Nota' ? { column: entry.column, header: 'Nota', target: 'name' as const } : entry,
    )
    expect(
      applyRemembered(columns(['SALDO', 'nota', 'Correo', 'Nombre']), chosen).map(({ target }) => target),
    ).toEqual(['amount', 'name', 'email', 'variable'])
  })

  test('names variables as a template can use them', () => {
    expect(['Días mora', '% interés', '90 días', '¿?', 'N° de cuotas'].map(variableName)).toEqual([
      'diasMora',
      'interes',
      'c90Dias',
      'column4',
      'nDeCuotas',
    ])
    expect(plainName('fechaVencimiento')).toBe('fecha vencimiento')
  })
})

describe('the header', () => {
  const rows = (...cells: string[][]) => cells.map((list, index) => ({ line: index + 1, cells: list }))

  test('is found below a title', () => {
    expect(
      headerOf(
        rows(
          ['Informe de saldos'],
          ['al 30/06/2026', 'Firma'],
          [''],
          ['Correo', 'Nombre', 'Monto'],
          ['a@b.cl', 'Ana', '1.000'],
        ),
      ).line,
    ).toBe(4)
  })

  test('is found in words nobody knows, above rows of values', () => {
    expect(
      headerOf(rows(['Alfa', 'Beta', 'Gama'], ['a@b.cl', '12', '1.000'], ['c@b.cl', '15', '2.000'])).line,
    ).toBe(1)
  })

  test('is not invented where rows begin at once', () => {
    expect(headerOf(rows(['a@b.cl', '12', '1.000'], ['c@b.cl', '15', '2.000'])).line).toBe(0)
  })

  test('names are unique without regard to case, even against names that look numbered', () => {
    const { names, repeated, unnamed } = columnNames(
      ['Monto', 'monto', 'Monto (2)', ''],
      5,
      (position) => `Col. ${position}`,
    )
    expect(names).toEqual(['Monto', 'monto (3)', 'Monto (2)', 'Col. 4', 'Col. 5'])
    expect([repeated, unnamed]).toEqual([['monto'], 2])
  })
})
