import { z } from 'zod'
import { idSchema, instantSchema, page, pageOf, procedure } from './base.ts'

export const auditEntrySchema = z.object({
  seq: z.number().int(),
  at: instantSchema,
  actorKind: z.string(),
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  procedure.route({ method, path, tags: ['audit'], summary })

export const audit = {
  list: route('GET', '/audit', 'Who did what, newest first')
    .input(
      page({
        actorId: idSchema.optional(),
        action: z.string().max(100).optional(),
        subjectType: z.string().max(60).optional(),
        subjectId: idSchema.optional(),
        from: instantSchema.optional(),
        to: instantSchema.optional(),
      }),
    )
    .output(pageOf(auditEntrySchema)),
  actions: route('GET', '/audit/actions', 'Actions and subjects that occur, for filters').output(
    z.object({ actions: z.array(z.string()), subjectTypes: z.array(z.string()) }),
  ),
  verify: route('POST', '/audit/verify', 'Recompute the whole chain').output(
    z.object({
      ok: z.boolean(),
      entries: z.number().int(),
      /** Hash of the newest entry, when the chain holds. */
      head: z.string().nullable(),
      /** The first entry that does not fit. */
      brokenAt: z.number().int().nullable(),
    }),
  ),
}
