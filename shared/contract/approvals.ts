import { z } from 'zod'
import { approvalKindNames, approvalStatuses } from '../domain/approval-kinds.ts'
import { byId, idSchema, instantSchema, page, pageOf, procedure } from './base.ts'

const kind = z.enum(approvalKindNames)
const status = z.enum(approvalStatuses)
const contentHash = z.string().length(64)

export const approvalSchema = z.object({
  id: idSchema,
  kind,
  subjectType: z.string(),
  subjectId: idSchema,
  clientId: idSchema.nullable(),
  title: z.string(),
  summary: z.string(),
  status,
  contentHash,
  requestedBy: idSchema.nullable(),
  requestedByName: z.string().nullable(),
  requestedAt: instantSchema,
  expiresAt: instantSchema,
  decidedBy: idSchema.nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  reason: z.string().nullable(),
  /** Whether the caller may take this decision now. */
  mayDecide: z.boolean(),
})
export type Approval = z.infer<typeof approvalSchema>

const payload = z.record(z.string(), z.unknown())

export const approvalDetailSchema = approvalSchema.extend({
  /** The exact content that is approved: what `contentHash` is taken of. */
  payload,
  /** The request about the same thing before this one: what changed since can be told from it. */
  previous: z
    .object({
      id: idSchema,
      status,
      decidedAt: instantSchema.nullable(),
      decidedByName: z.string().nullable(),
      reason: z.string().nullable(),
      payload,
    })
    .nullable(),
})
export type ApprovalDetail = z.infer<typeof approvalDetailSchema>

const decision = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('approve'), reason: z.string().trim().max(2_000).optional() }),
  z.object({ decision: z.literal('reject'), reason: z.string().trim().min(1).max(2_000) }),
])

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  procedure.route({ method, path, tags: ['approvals'], summary })

export const approvals = {
  list: route('GET', '/approvals', 'Approvals the caller may see; those to decide first')
    .input(page({ status: z.array(status).optional(), kind: z.array(kind).optional() }))
    .output(pageOf(approvalSchema)),
  get: route('GET', '/approvals/{id}', 'One approval with the exact content')
    .input(byId)
    .output(approvalDetailSchema),
  waiting: route('GET', '/approvals/waiting', 'How many wait for the caller’s decision').output(
    z.object({ count: z.number().int() }),
  ),
  decide: route(
    'POST',
    '/approvals/{id}/decide',
    'Approve or reject what was shown; rejecting needs a reason',
  )
    .input(z.intersection(byId.extend({ contentHash }), decision))
    .output(approvalSchema),
  decideMany: route('POST', '/approvals/decide', 'Decide several; each is settled by itself')
    .input(
      z.intersection(z.object({ items: z.array(byId.extend({ contentHash })).min(1).max(100) }), decision),
    )
    .output(
      z.object({
        decided: z.number().int(),
        refused: z.array(z.object({ id: idSchema, reason: z.string() })),
      }),
    ),
  withdraw: route('POST', '/approvals/{id}/withdraw', 'Take back one’s own open request')
    .input(byId)
    .output(approvalSchema),
}
