import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { clientScope } from '../queries.ts'
import { foldText } from '../search-text.ts'

/** Finds the client a row is about, among those the actor may see. */
export interface ClientDirectory {
  byTaxId(taxId: string): { id: string; seen: boolean } | undefined
  byName(name: string): readonly { id: string; taxId: string | null }[]
  /** Takes in a client that was created or renamed, or given a tax id. */
  note(id: string, name: string, taxId: string | null): void
}

/** A picture of the clients at the beginning of an import; the import notes its own changes in it. */
export function clientDirectory(ctx: EngineContext, actor: Actor): ClientDirectory {
  const taxIds = new Map<string, { id: string; seen: boolean }>()
  const names = new Map<string, { id: string; taxId: string | null }[]>()
  const note = (id: string, name: string, taxId: string | null, seen: boolean): void => {
    if (taxId !== null) taxIds.set(taxId, { id, seen })
    if (!seen) return
    const folded = foldText(name)
    const others = (names.get(folded) ?? []).filter((known) => known.id !== id)
    names.set(folded, [...others, { id, taxId }])
  }
  const scope = clientScope(actor, 'c.id')
  const rows = ctx.db.sqlAll<{ id: string; name: string; taxId: string | null; seen: number }>(
    `SELECT c.id, c.name, c.taxId, ${scope.sql} AS seen FROM clients c WHERE c.deletedAt IS NULL`,
    scope.params,
  )
  for (const { id, name, taxId, seen } of rows) note(id, name, taxId, seen === 1)
  return {
    byTaxId: (taxId) => taxIds.get(taxId),
    byName: (name) => names.get(foldText(name)) ?? [],
    note: (id, name, taxId) => note(id, name, taxId, true),
  }
}

/** Who works here, by name, sign-in name and address. */
export function staffDirectory(ctx: EngineContext): (text: string) => string | undefined {
  const people = ctx.db.sqlAll<{ id: string; name: string; signInName: string; email: string | null }>(
    'SELECT id, name, signInName, email FROM users WHERE active = 1 AND deletedAt IS NULL',
  )
  const ids = new Map<string, string>()
  for (const { id, name, signInName, email } of people) {
    for (const key of [name, signInName, email ?? '']) if (key !== '') ids.set(foldText(key), id)
  }
  return (text) => ids.get(foldText(text))
}
