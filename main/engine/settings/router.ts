import { authorized, os } from '../core/access/procedures.ts'
import { getSettings } from './queries.ts'
import { updateSending, updateWorkspace } from './settings.ts'

export const settingsRouter = os.settings.router({
  get: os.settings.get.use(authorized('settings:read')).handler(({ context }) => getSettings(context.engine)),
  updateWorkspace: os.settings.updateWorkspace
    .use(authorized('settings:write'))
    .handler(({ context, input }) => updateWorkspace(context.engine, context.actor, input)),
  updateSending: os.settings.updateSending
    .use(authorized('settings:write'))
    .handler(({ context, input }) => updateSending(context.engine, context.actor, input)),
})
