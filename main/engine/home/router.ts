import { authorized, os } from '../core/access/procedures.ts'
import { homeSummary } from './queries.ts'

export const homeRouter = os.home.router({
  // Everybody has a first page; each part of it asks for its own permission.
  summary: os.home.summary
    .use(authorized('session:self'))
    .handler(({ context }) => homeSummary(context.engine, context.actor)),
})
