import { z } from 'zod'
import { instantSchema, page, pageOf, procedure } from './base.ts'

const state = z.enum(['ready', 'running', 'scheduled', 'done', 'dead', 'cancelled'])
const jobId = z.coerce.number().int().positive()
const byJob = z.object({ id: jobId })

export const jobSchema = z.object({
  id: z.number().int(),
  type: z.string(),
  state,
  priority: z.number().int(),
  groupKey: z.string().nullable(),
  attempts: z.number().int(),
  maxAttempts: z.number().int(),
  recoveries: z.number().int(),
  runAt: instantSchema,
  createdAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  lastError: z.string().nullable(),
})
export type JobRow = z.infer<typeof jobSchema>

const typeStatistics = z.object({
  type: z.string(),
  ready: z.number().int(),
  running: z.number().int(),
  scheduled: z.number().int(),
  done: z.number().int(),
  dead: z.number().int(),
  cancelled: z.number().int(),
  /** Age of the oldest job that is ready, in ms. */
  oldestReadyMs: z.number().int().nullable(),
})

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  procedure.route({ method, path, tags: ['jobs'], summary })

export const jobs = {
  list: route('GET', '/jobs', 'Jobs of the queue, newest first')
    .input(
      page({
        state: z.array(state).optional(),
        type: z.array(z.string()).optional(),
        error: z.string().optional(),
      }),
    )
    .output(pageOf(jobSchema)),
  get: route('GET', '/jobs/{id}', 'One job with its payload, secrets left out')
    .input(byJob)
    .output(jobSchema.extend({ payload: z.record(z.string(), z.unknown()) })),
  statistics: route('GET', '/jobs/statistics', 'Counts by type and state, ages, and throughput').output(
    z.object({
      types: z.array(typeStatistics),
      /** Jobs finished per hour, the last 24 hours, oldest first. */
      hourly: z.array(z.object({ at: instantSchema, done: z.number().int(), dead: z.number().int() })),
      /** Dead jobs gathered by their error. */
      errors: z.array(
        z.object({ type: z.string(), error: z.string(), count: z.number().int(), lastAt: instantSchema }),
      ),
    }),
  ),
  retry: route('POST', '/jobs/{id}/retry', 'Put a dead or waiting job to the front')
    .input(byJob)
    .output(jobSchema),
  cancel: route('POST', '/jobs/{id}/cancel', 'Cancel a job that waits or runs')
    .input(byJob)
    .output(jobSchema),
  retryAll: route('POST', '/jobs/retry', 'Retry every dead job of a type with the same error')
    .input(z.object({ type: z.string(), error: z.string() }))
    .output(z.object({ retried: z.number().int() })),
}
