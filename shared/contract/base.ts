import { oc } from '@orpc/contract'
import { z } from 'zod'
import { problems } from './errors.ts'

/** Every procedure of the contract starts from here: it carries the typed errors. */
export const procedure = oc.errors(problems)

export const idSchema = z.string().min(1).max(64)
/** Instant in milliseconds UTC. */
export const instantSchema = z.number().int()
/** Calendar date `YYYY-MM-DD`. */
export const dateSchema = z.iso.date()
export const okSchema = z.object({ ok: z.literal(true) })
export const byId = z.object({ id: idSchema })

/** Input of a list: at most 200 rows a page, and the cursor that the page before returned. */
export function page<Shape extends z.core.$ZodLooseShape>(filters: Shape) {
  return z.object({
    limit: z.number().int().min(1).max(200).default(50),
    cursor: z.string().max(400).optional(),
    ...filters,
  })
}

/** Output of a list. `nextCursor` is null on the last page. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.number().int().optional(),
  })
}
export interface Page<Item> {
  items: Item[]
  nextCursor: string | null
  total?: number
}
