import { z } from 'zod'
import { idSchema, instantSchema, okSchema, procedure } from './base.ts'
import { languageSchema, passwordSchema, sessionStateSchema } from './session.ts'

/** Why a workspace could not be opened the last time, as a sentence's key with its values. */
const openingProblemSchema = z.object({
  reason: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

export const knownWorkspaceSchema = z.object({
  id: idSchema,
  name: z.string(),
  sample: z.boolean(),
  open: z.boolean(),
  lastOpenedAt: instantSchema.nullable(),
  problem: openingProblemSchema.nullable(),
})

/** What a country suggests for a new workspace; each may be changed. */
export const countryDefaultsSchema = z.object({
  /** ISO 3166-1 alpha-2. */
  country: z.string(),
  locale: z.string(),
  zone: z.string(),
  /** All usual zones of the country, the most populous first. */
  zones: z.array(z.string()),
  currency: z.string(),
})

const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'currency_unknown')
const countrySchema = z.string().regex(/^[A-Z]{2}$/, 'country_unknown')
/** BCP 47; checked against what this machine's Intl knows. */
const localeSchema = z
  .string()
  .max(35)
  .refine((tag) => isLocale(tag), 'locale_unknown')
/** An IANA zone this machine knows. */
const zoneSchema = z
  .string()
  .max(64)
  .refine((zone) => isZone(zone), 'zone_unknown')

/** What a workspace says of its firm, as people edit it. */
export const workspaceRegionSchema = z.object({
  name: z.string().trim().min(1).max(120),
  country: countrySchema,
  locale: localeSchema,
  zone: zoneSchema,
  currency: currencySchema,
})

/** What is typed to sign in: no spaces, so that it can be said aloud. */
export const signInNameSchema = z.string().trim().min(2).max(80).regex(/^\S+$/, 'sign_in_name_spaces')

export const newWorkspaceSchema = workspaceRegionSchema.extend({
  admin: z.object({
    signInName: signInNameSchema,
    name: z.string().trim().min(1).max(120),
    email: z.email().max(254).nullable(),
    /** Null: only this machine's own account opens it. */
    password: passwordSchema.nullable(),
    language: languageSchema,
  }),
})

const tags = ['workspaces']

export const workspaces = {
  list: procedure
    .route({ method: 'GET', path: '/workspaces', tags, summary: 'Workspaces this host knows' })
    .output(z.array(knownWorkspaceSchema)),
  countries: procedure
    .route({ method: 'GET', path: '/workspaces/countries', tags, summary: 'Suggestions for a new workspace' })
    .output(z.array(countryDefaultsSchema)),
  open: procedure
    .route({
      method: 'POST',
      path: '/workspaces/{id}/open',
      tags,
      summary: 'Open a workspace and close the other',
    })
    .input(z.object({ id: idSchema }))
    .output(sessionStateSchema),
  create: procedure
    .route({ method: 'POST', path: '/workspaces', tags, summary: 'Create a workspace with its first admin' })
    .input(newWorkspaceSchema)
    .output(sessionStateSchema),
  openSample: procedure
    .route({
      method: 'POST',
      path: '/workspaces/sample',
      tags,
      summary: 'Open the sample workspace, made from a seed when there is none',
    })
    .input(z.object({ language: languageSchema, fresh: z.boolean().default(false) }))
    .output(sessionStateSchema),
  restore: procedure
    .route({
      method: 'POST',
      path: '/workspaces/restore',
      tags,
      summary: 'Open a backup as a workspace of its own; nothing is overwritten',
    })
    .input(
      z.object({
        /** Whose backup it is; then `file` is a name of `backups.list`. Null: `file` is a path on this machine. */
        workspaceId: idSchema.nullable(),
        file: z.string().min(1).max(1_000),
      }),
    )
    .output(sessionStateSchema),
  restoreUpload: procedure
    .route({
      method: 'POST',
      path: '/workspaces/restore-upload',
      tags,
      summary: 'As restore, with the backup sent along',
    })
    .input(z.object({ file: z.file() }))
    .output(sessionStateSchema),
  remove: procedure
    .route({
      method: 'POST',
      path: '/workspaces/{id}/remove',
      tags,
      summary: 'Move a workspace to the trash folder; its name must be typed',
    })
    .input(z.object({ id: idSchema, typedName: z.string().max(200) }))
    .output(okSchema),
  close: procedure
    .route({ method: 'POST', path: '/workspaces/close', tags, summary: 'Close the workspace that is open' })
    .output(okSchema),
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
