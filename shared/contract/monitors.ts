import { z } from 'zod'
import { instantSchema, procedure } from './base.ts'

const metric = z.enum(['queueWaiting', 'jobFailureRate', 'approvalWait', 'diskFree', 'cpu', 'loopDelay'])

export const monitorRuleSchema = z.object({
  id: z.string().max(60),
  metric,
  direction: z.enum(['above', 'below']),
  limit: z.number().min(0).max(1_000_000),
  windowMinutes: z.number().int().min(0).max(1_440),
  cooldownMinutes: z.number().int().min(1).max(10_080),
  enabled: z.boolean(),
})

export const monitorSchema = monitorRuleSchema.extend({
  /** The figure now; null when there is nothing to measure. */
  value: z.number().nullable(),
  beyondSince: instantSchema.nullable(),
  raisedAt: instantSchema.nullable(),
})
export type Monitor = z.infer<typeof monitorSchema>

const route = (method: 'GET' | 'PATCH', path: `/${string}`, summary: string) =>
  procedure.route({ method, path, tags: ['monitors'], summary })

export const monitors = {
  list: route('GET', '/monitors', 'Rules with the figure of each now').output(z.array(monitorSchema)),
  update: route('PATCH', '/monitors/{id}', 'Change the limit, window or cool-down of a rule')
    .input(
      monitorRuleSchema
        .partial()
        .extend({ id: z.string().max(60) })
        .omit({ metric: true, direction: true }),
    )
    .output(monitorSchema),
}
