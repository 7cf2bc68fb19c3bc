import { z } from 'zod'
import { problem } from '../../../../shared/contract/errors.ts'
import type { Page } from '../../../../shared/contract/base.ts'

const cursorSchema = z.tuple([z.union([z.string(), z.number(), z.null()]), z.union([z.string(), z.number()])])
/** Where a page ended: the value it was sorted by, and the id of its last row. */
export type Keyset = z.infer<typeof cursorSchema>

/** Cursors are opaque to callers: base64url of a JSON pair. */
export function encodeCursor(keyset: Keyset): string {
  return Buffer.from(JSON.stringify(keyset)).toString('base64url')
}

/** Throws INVALID-like CONFLICT `cursor_unknown` for a text that no list gave out. */
export function decodeCursor(cursor: string | undefined): Keyset | undefined {
  if (cursor === undefined) return undefined
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw problem('INVALID', 'cursor_unknown')
  }
}

/**
 * A page out of `limit + 1` rows: the extra row says that there is more, and the last row that is
 * kept gives the cursor. The cost of a page does not depend on how deep it is.
 */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keysetOf: (row: Row) => Keyset,
  itemOf: (row: Row) => Item,
): Page<Item> {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return {
    items: kept.map(itemOf),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keysetOf(last)) : null,
  }
}
