import { z } from 'zod'
import { idSchema, instantSchema, procedure } from './base.ts'

const misfire = z.enum(['once', 'skip'])

export const scheduleSchema = z.object({
  id: idSchema,
  feature: z.string(),
  cron: z.string(),
  /** IANA zone; null follows the workspace. */
  zone: z.string().nullable(),
  misfire,
  enabled: z.boolean(),
  nextAt: instantSchema.nullable(),
  lastAt: instantSchema.nullable(),
  /** The next five times, in ms UTC. */
  next: z.array(instantSchema),
})
export type Schedule = z.infer<typeof scheduleSchema>

export const fireSchema = z.object({
  fireAt: instantSchema,
  firedAt: instantSchema,
  outcome: z.enum(['fired', 'late', 'missed', 'by_hand']),
  jobId: z.number().int().nullable(),
  jobState: z.string().nullable(),
  error: z.string().nullable(),
})

const route = (method: 'GET' | 'POST' | 'PATCH', path: `/${string}`, summary: string) =>
  procedure.route({ method, path, tags: ['schedules'], summary })

export const schedules = {
  list: route('GET', '/schedules', 'Recurring jobs with their next five times').output(
    z.array(scheduleSchema),
  ),
  history: route('GET', '/schedules/{id}/history', 'The last fires of a schedule')
    .input(z.object({ id: idSchema, limit: z.number().int().min(1).max(200).default(50) }))
    .output(z.array(fireSchema)),
  update: route('PATCH', '/schedules/{id}', 'Change when a recurring job runs, or switch it off')
    .input(
      z.object({
        id: idSchema,
        cron: z.string().max(100).optional(),
        zone: z.string().max(64).nullable().optional(),
        misfire: misfire.optional(),
        enabled: z.boolean().optional(),
      }),
    )
    .output(scheduleSchema),
  preview: route('GET', '/schedules/preview', 'The next five times of a cron expression')
    .input(z.object({ cron: z.string().max(100), zone: z.string().max(64).optional() }))
    .output(z.object({ next: z.array(instantSchema) })),
  run: route('POST', '/schedules/{id}/run', 'Run a recurring job now')
    .input(z.object({ id: idSchema }))
    .output(scheduleSchema),
}
