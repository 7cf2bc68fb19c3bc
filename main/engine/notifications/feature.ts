import { z } from 'zod'
import { type Feature, jobType } from '../core/context.ts'
import { deliverByEmail } from './deliveries.ts'
import { dropAllWaiting, openDigests, sendDigest } from './digests.ts'
import { cleanNotifications } from './notifications.ts'
import { notificationSubscriber } from './notify.ts'

const nothing = z.object({})
const windowSchema = z.object({
  userId: z.string(),
  channel: z.literal('email'),
  cadence: z.enum(['daily', 'weekly']),
  localDate: z.string(),
})

export const notifications: Feature = {
  name: 'notifications',
  subscribers: (ctx) => [notificationSubscriber(ctx)],
  jobs: (ctx) => [
    jobType({
      type: 'notification',
      payload: z.object({ deliveryId: z.string() }),
      run:
        ({ payload }) =>
        (tx) =>
          deliverByEmail(tx, ctx, payload.deliveryId),
    }),
    jobType({
      type: 'notification.digest',
      payload: windowSchema,
      run:
        ({ payload }) =>
        (tx) =>
          sendDigest(tx, ctx, payload),
    }),
    jobType({
      type: 'notification.summaries',
      payload: nothing,
      run: () => (tx) => {
        openDigests(tx, ctx)
        cleanNotifications(tx, ctx)
      },
    }),
    jobType({
      type: 'notification.return',
      payload: z.object({ id: z.string() }),
      run:
        ({ payload }) =>
        (tx) =>
          ctx.live.touch(tx, 'notifications', payload.id),
    }),
  ],
  schedules: () => [
    {
      id: 'daily_summaries',
      cron: '0 8 * * *',
      misfire: 'once',
      job: { type: 'notification.summaries', payload: {} },
    },
  ],
  restored: dropAllWaiting,
}
