import { authorized, os } from '../core/access/procedures.ts'
import { streamChanges } from './live.ts'

export const liveRouter = os.live.router({
  changes: os.live.changes
    .use(authorized('session:self'))
    .handler(({ context, signal }) => streamChanges(context.engine, context.actor, signal)),
})
