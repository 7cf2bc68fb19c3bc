import { z } from 'zod'
import { type Feature, jobType } from '../core/context.ts'
import { expireApproval, remindOfApproval } from './approvals.ts'

const payload = z.object({ id: z.string() })

export const approvals: Feature = {
  name: 'approvals',
  jobs: (ctx) => [
    jobType({
      type: 'approval.remind',
      payload,
      run: (job) => (tx) => remindOfApproval(tx, ctx, job.payload.id),
    }),
    jobType({
      type: 'approval.expire',
      payload,
      run: (job) => (tx) => expireApproval(tx, ctx, job.payload.id),
    }),
  ],
}
