/** How a field of a table is recognised by the name of its column. */
export interface FieldNames<Field extends string = string> {
  readonly field: Field
  readonly exact: ReadonlySet<string>
  readonly words: readonly (readonly string[])[]
  readonly not: ReadonlySet<string>
}

/**
 * The same as people write it: names in lower case without accents or signs, separated by `|`. `exact` names
 * settle it; a group of `words` makes it likely when the name contains them all, unless it also contains one of
 * `not`. Earlier rows of a table win ties.
 */
export interface FieldNamesRow<Field extends string> {
  readonly field: Field
  readonly exact: string
  readonly words: string
  readonly not?: string
}

export function fieldNames<Field extends string>(
  table: readonly FieldNamesRow<Field>[],
): readonly FieldNames<Field>[] {
  return table.map(({ field, exact, words, not = '' }) => ({
    field,
    exact: new Set(exact.split('|')),
    words: words.split('|').map((group) => group.split(' ')),
    not: new Set(not.split('|')),
  }))
}

/** Lower case, no accents, no signs: `N° Factura` and `n_factura` are the same name. */
export function plainName(header: string): string {
  return header
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Whether a name is one that some field of the table goes by. */
export function isFieldName(header: string, table: readonly FieldNames[]): boolean {
  const plain = plainName(header)
  return table.some((names) => nameScore(plain, names) > 0)
}

/** A column as the guess sees it: its name, and what share of its values look like addresses. */
export interface MappableColumn {
  readonly header: string
  readonly addressShare: number
}

/**
 * Which field each column holds, or null. Each field is given to one column, the best by name; the one of
 * `addresses` also by what its cells hold, and a column of addresses is nothing else, whatever it is called.
 */
export function matchColumns<Field extends string>(
  columns: readonly MappableColumn[],
  table: readonly FieldNames<Field>[],
  addresses: NoInfer<Field>,
): (Field | null)[] {
  const targets = Array.from<Field | null>({ length: columns.length }).fill(null)
  const candidates = columns.flatMap(({ header, addressShare }, column) => {
    const plain = plainName(header)
    return table.map((names, order) => {
      const byContent = names.field === addresses ? addressShare * 2 - (addressShare < 0.2 ? 0.3 : 0) : 0
      return { column, order, field: names.field, score: nameScore(plain, names) + byContent }
    })
  })
  candidates.sort((a, b) => b.score - a.score || a.column - b.column || a.order - b.order)
  const given = new Set<Field>()
  for (const { column, field, score } of candidates) {
    if (score <= 0 || targets[column] !== null || given.has(field)) continue
    if (field !== addresses && (columns[column]?.addressShare ?? 0) > 0.5) continue
    targets[column] = field
    given.add(field)
  }
  return targets
}

function nameScore(plain: string, { exact, words, not }: FieldNames): number {
  if (exact.has(plain)) return 1
  const parts = plain.split(' ')
  if (parts.some((word) => not.has(word))) return 0
  const hit = words.some((wanted) => wanted.every((word) => parts.includes(word)))
  return hit ? Math.max(0.4, 0.8 - parts.length * 0.05) : 0
}
