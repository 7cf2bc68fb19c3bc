import { z } from 'zod'
import { CONTACT_RULE_PACK_IDS } from '../domain/contact-rules/packs.ts'
import { sendWindowSchema } from '../domain/windows.ts'
import { procedure } from './base.ts'
import { openWorkspaceSchema } from './session.ts'
import { workspaceRegionSchema } from './workspaces.ts'

/** What a new campaign begins with. */
export const sendingDefaultsSchema = z.object({
  window: sendWindowSchema,
  /** Legal contact rules; null takes those of the workspace's country, whose holidays hold as well. */
  rulePack: z.enum(CONTACT_RULE_PACK_IDS).nullable(),
})
export type SendingDefaults = z.infer<typeof sendingDefaultsSchema>

export const settingsSchema = z.object({ workspace: openWorkspaceSchema, sending: sendingDefaultsSchema })
export type Settings = z.infer<typeof settingsSchema>

const tags = ['settings']

export const settings = {
  get: procedure
    .route({
      method: 'GET',
      path: '/settings',
      tags,
      summary: 'The firm, its region, what campaigns begin with',
    })
    .output(settingsSchema),
  updateWorkspace: procedure
    .route({
      method: 'PATCH',
      path: '/settings/workspace',
      tags,
      summary: 'Change name, country, zone, currency',
    })
    .input(workspaceRegionSchema.partial())
    .output(settingsSchema),
  updateSending: procedure
    .route({ method: 'PUT', path: '/settings/sending', tags, summary: 'Change what campaigns begin with' })
    .input(sendingDefaultsSchema)
    .output(settingsSchema),
}
