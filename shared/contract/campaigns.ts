import { z } from 'zod'
import { CAMPAIGN_STATUSES } from '../domain/campaigns.ts'
import { STRATEGY_KINDS } from '../domain/strategies.ts'
import { byId, idSchema, instantSchema, okSchema, page, pageOf, procedure } from './base.ts'
import { delivery } from './campaigns/delivery.ts'
import { imports } from './campaigns/imports.ts'
import { campaignDetailSchema, campaignSettingsSchema, campaignSummarySchema } from './campaigns/model.ts'
import { progress, review } from './campaigns/progress.ts'
import { recipientIdSchema, recipients } from './campaigns/recipients.ts'

const count = z.number().int()

const route = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: `/${string}`, summary: string) => ({
  method,
  path,
  tags: ['campaigns'],
  summary,
})

export const campaigns = {
  list: procedure
    .route(route('GET', '/campaigns', 'Campaigns, newest first'))
    .input(
      page({
        status: z.enum(CAMPAIGN_STATUSES).optional(),
        clientId: idSchema.optional(),
        search: z.string().max(120).optional(),
      }),
    )
    .output(pageOf(campaignSummarySchema)),
  get: procedure
    .route(route('GET', '/campaigns/{id}', 'One campaign'))
    .input(byId)
    .output(campaignDetailSchema),
  create: procedure
    .route(route('POST', '/campaigns', 'Begin a draft'))
    .input(campaignSettingsSchema.partial())
    .output(campaignDetailSchema),
  saveDraft: procedure
    .route(route('PATCH', '/campaigns/{id}', 'Save any part of a draft'))
    .input(
      byId.extend({
        /** Version the change was made on; absent: the last writer wins. */
        version: z.number().int().optional(),
        settings: campaignSettingsSchema.partial(),
      }),
    )
    .output(campaignDetailSchema),
  duplicate: procedure
    .route(
      route(
        'POST',
        '/campaigns/{id}/duplicate',
        'A new draft with the same settings, and the recipients if wanted',
      ),
    )
    .input(
      byId.extend({
        name: z.string().trim().min(1).max(120).optional(),
        recipients: z.boolean().default(false),
      }),
    )
    .output(campaignDetailSchema),
  remove: procedure
    .route(route('DELETE', '/campaigns/{id}', 'Remove a draft, or hide a finished or cancelled campaign'))
    .input(byId)
    .output(okSchema),

  launch: procedure
    .route(
      route(
        'POST',
        '/campaigns/{id}/launch',
        'Launch now or at `startAt`; becomes a request without campaigns:launch',
      ),
    )
    .input(
      byId.extend({
        /** From the review: refused when anything changed since. */
        contentHash: z.string().optional(),
        startAt: instantSchema.nullable().optional(),
      }),
    )
    .output(
      z.object({
        outcome: z.enum(['launched', 'scheduled', 'approval_requested']),
        approvalId: idSchema.nullable(),
        campaign: campaignDetailSchema,
      }),
    ),
  withdraw: procedure
    .route(route('POST', '/campaigns/{id}/withdraw', 'Take a scheduled or requested launch back to a draft'))
    .input(byId)
    .output(campaignDetailSchema),
  pause: procedure
    .route(route('POST', '/campaigns/{id}/pause', 'Pause: at most one more message a connection'))
    .input(byId)
    .output(campaignDetailSchema),
  resume: procedure
    .route(route('POST', '/campaigns/{id}/resume', 'Go on with the rest; it is planned again'))
    .input(byId)
    .output(campaignDetailSchema),
  cancel: procedure
    .route(route('POST', '/campaigns/{id}/cancel', 'Send nothing more; the history stays'))
    .input(byId)
    .output(campaignDetailSchema),
  retryFailed: procedure
    .route(route('POST', '/campaigns/{id}/retry-failed', 'Plan the failed recipients again, and only those'))
    .input(byId.extend({ recipientIds: z.array(recipientIdSchema).max(1_000).optional() }))
    .output(z.object({ planned: count, campaign: campaignDetailSchema })),
  rescheduleOverflow: procedure
    .route(
      route(
        'POST',
        '/campaigns/{id}/reschedule-overflow',
        'Move what today’s quota does not cover to the next sending day',
      ),
    )
    .input(byId)
    .output(z.object({ moved: count, to: z.iso.date().nullable(), campaign: campaignDetailSchema })),
  switchStrategy: procedure
    .route(route('POST', '/campaigns/{id}/switch-strategy', 'Plan what is left under another strategy'))
    .input(byId.extend({ strategy: z.enum(STRATEGY_KINDS) }))
    .output(campaignDetailSchema),
  resolveAmbiguous: procedure
    .route(
      route(
        'POST',
        '/campaigns/{id}/resolve-ambiguous',
        'Settle messages nobody knows arrived: treat as sent, or send again',
      ),
    )
    .input(
      byId.extend({
        /** All of the campaign when absent. */
        recipientIds: z.array(recipientIdSchema).min(1).max(1_000).optional(),
        decision: z.enum(['treat_as_sent', 'send_again']),
      }),
    )
    .output(z.object({ resolved: count, campaign: campaignDetailSchema })),

  recipients,
  imports,
  review,
  progress,
  delivery,
}
