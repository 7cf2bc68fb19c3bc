import { authorized, os } from '../core/access/procedures.ts'
import { readLayout, writeLayout } from './layout-settings.ts'
import { convertContent, previewTemplate, sendTestOf } from './preview.ts'
import { asTemplate, diffVersions, findTemplate, getVersion, listTemplates, listVersions } from './queries.ts'
import {
  createTemplate,
  deleteTemplate,
  duplicateTemplate,
  publishTemplate,
  restoreTemplate,
  setDefaultTemplate,
  updateTemplate,
} from './templates.ts'

const { templates } = os
const ok = { ok: true } as const

export const templatesRouter = templates.router({
  list: templates.list
    .use(authorized('templates:read'))
    .handler(({ context, input }) => listTemplates(context.engine, context.actor, input)),
  get: templates.get
    .use(authorized('templates:read'))
    .handler(({ context, input }) => asTemplate(findTemplate(context.engine.db, input.id))),
  create: templates.create
    .use(authorized('templates:write'))
    .handler(({ context, input }) => asTemplate(createTemplate(context.engine, context.actor, input))),
  update: templates.update
    .use(authorized('templates:write'))
    .handler(({ context, input }) => asTemplate(updateTemplate(context.engine, context.actor, input))),
  publish: templates.publish
    .use(authorized('templates:write'))
    .handler(({ context, input }) => asTemplate(publishTemplate(context.engine, context.actor, input))),
  setDefault: templates.setDefault
    .use(authorized('templates:write'))
    .handler(({ context, input }) => asTemplate(setDefaultTemplate(context.engine, context.actor, input))),
  duplicate: templates.duplicate
    .use(authorized('templates:write'))
    .handler(({ context, input }) => asTemplate(duplicateTemplate(context.engine, context.actor, input.id))),
  delete: templates.delete.use(authorized('templates:write')).handler(({ context, input }) => {
    deleteTemplate(context.engine, context.actor, input.id)
    return ok
  }),
  restore: templates.restore
    .use(authorized('templates:write'))
    .handler(({ context, input }) => asTemplate(restoreTemplate(context.engine, context.actor, input.id))),
  versions: templates.versions
    .use(authorized('templates:read'))
    .handler(({ context, input }) => listVersions(context.engine, context.actor, input)),
  version: templates.version
    .use(authorized('templates:read'))
    .handler(({ context, input }) => getVersion(context.engine, context.actor, input)),
  diff: templates.diff
    .use(authorized('templates:read'))
    .handler(({ context, input }) => diffVersions(context.engine, context.actor, input)),
  preview: templates.preview
    .use(authorized('templates:read'))
    .handler(({ context, input }) => previewTemplate(context.engine, context.actor, input)),
  convert: templates.convert.use(authorized('templates:read')).handler(({ input }) => convertContent(input)),
  sendTest: templates.sendTest
    .use(authorized('emails:send'))
    .handler(({ context, input }) => ({ emailId: sendTestOf(context.engine, context.actor, input) })),
  layout: templates.layout
    .use(authorized('templates:read'))
    .handler(({ context }) => readLayout(context.engine.db)),
  setLayout: templates.setLayout
    .use(authorized('settings:write'))
    .handler(({ context, input }) => writeLayout(context.engine, context.actor, input)),
})
