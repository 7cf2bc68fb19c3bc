import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { procedure } from './base.ts'

/** Topics are feature names; `id` is there when exactly one thing changed. */
export const changeSchema = z.object({ topic: z.string(), id: z.string().optional() })

export const live = {
  changes: procedure
    .route({
      method: 'GET',
      path: '/live',
      tags: ['live'],
      summary: 'Stream of what changed, after each commit',
    })
    .output(eventIterator(changeSchema)),
}
