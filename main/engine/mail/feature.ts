import type { Feature } from '../core/context.ts'
import { seedMail } from './mail.ts'

export const mail: Feature = {
  name: 'mail',
  start(ctx) {
    ctx.db.write((tx) => seedMail(tx, ctx))
  },
}
