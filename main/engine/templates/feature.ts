import type { Feature } from '../core/context.ts'
import { seedTemplates } from './templates.ts'

export const templates: Feature = {
  name: 'templates',
  start(ctx) {
    ctx.db.write((tx) => seedTemplates(tx, ctx))
  },
}
