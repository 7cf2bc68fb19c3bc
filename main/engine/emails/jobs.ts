import { z } from 'zod'
import { type EngineContext, jobType } from '../core/context.ts'
import { deliver } from './delivery.ts'

/** Sends single messages. Its retries are rows of the log, so the queue never repeats one by itself. */
export const emailJobs = (ctx: EngineContext) => [
  jobType({
    type: 'email',
    payload: z.object({ emailId: z.string() }),
    concurrency: 4,
    maxAttempts: 3,
    // A crash never uses up a message's chances: the ledger knows what may be repeated.
    maxRecoveries: Infinity,
    run: ({ payload, signal }) => deliver(ctx, payload.emailId, signal),
  }),
]
