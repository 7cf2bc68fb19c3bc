import { createHash } from 'node:crypto'
import type { RecipientField } from '../../../../shared/domain/recipient-import.ts'
import { matchColumns, plainName, type MappableColumn } from '../../core/sheets/field-names.ts'
import { FIELD_NAMES } from './field-names.ts'

/** Where one column of a file goes: to a field, to a variable of the message, or nowhere. */
export interface ColumnMapping {
  /** Position of the column, from 0. */
  readonly column: number
  /** Its (unique) name in the file. */
  readonly header: string
  readonly target: RecipientField | 'variable' | 'ignore'
  /** Name under which a message uses it (`{{ recipient.diasMora }}`); for target `variable` only. */
  readonly variable?: string
}

/**
 * Proposes where each column goes: to the field it is named like, else it becomes a variable.
 */
export function guessMapping(columns: readonly MappableColumn[]): ColumnMapping[] {
  const targets = matchColumns(columns, FIELD_NAMES, 'email')
  return withVariables(
    columns.map(({ header }, column) => ({ column, header, target: targets[column] ?? 'variable' })),
  )
}

/** Gives every column mapped to a variable a name of its own that a template can use. */
export function withVariables(mapping: readonly ColumnMapping[]): ColumnMapping[] {
  const taken = new Set<string>()
  return mapping.map(({ column, header, target, variable }) => {
    if (target !== 'variable') return { column, header, target }
    const base = variable ?? variableName(header, column)
    let name = base
    for (let number = 2; taken.has(name); number++) name = `${base}${number}`
    taken.add(name)
    return { column, header, target, variable: name }
  })
}

/** `Días mora` → `diasMora`: a name Liquid accepts. */
export function variableName(header: string, column: number): string {
  const words = plainName(header)
    .replaceAll(/[^a-z0-9 ]+/g, '')
    .split(' ')
    .filter((word) => word !== '')
  const name = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
  if (name === '') return `column${column + 1}`
  return (/^\d/.test(name) ? `c${name}` : name).slice(0, 60)
}

/**
 * A stable fingerprint of where a file comes from: its column names, whatever their order, case, accents. The
 * next report of the same ERP has the same key, and its mapping is remembered under it.
 */
export function sourceKey(headers: readonly string[]): string {
  const names = headers.map(plainName).toSorted()
  return createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 32)
}

/**
 * Applies a mapping remembered under the same `sourceKey` to this file's columns, by name, as they may stand
 * in another order. Columns it does not know keep their guess unless their field is taken.
 */
export function applyRemembered(
  guess: readonly ColumnMapping[],
  remembered: readonly ColumnMapping[],
): ColumnMapping[] {
  const byName = new Map(remembered.map((entry) => [plainName(entry.header), entry]))
  const taken = new Set<string>(remembered.map(({ target }) => target))
  const applied = guess.map((entry): ColumnMapping => {
    const known = byName.get(plainName(entry.header))
    if (known !== undefined) return Object.assign({}, known, { column: entry.column, header: entry.header })
    const clash = entry.target !== 'variable' && taken.has(entry.target)
    return clash ? { column: entry.column, header: entry.header, target: 'variable' } : entry
  })
  return withVariables(applied)
}
