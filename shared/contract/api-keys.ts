import { z } from 'zod'
import { permissions } from '../domain/permissions.ts'
import { byId, idSchema, instantSchema, page, pageOf, procedure } from './base.ts'

export const apiKeySchema = z.object({
  id: idSchema,
  name: z.string(),
  /** How the key begins, to tell keys apart: `dsp_3kf9…`. */
  prefix: z.string(),
  user: z.object({ id: idSchema, name: z.string() }),
  permissions: z.array(z.enum(permissions)),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
  expiresAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  state: z.enum(['valid', 'expired', 'revoked']),
})
export type ApiKey = z.infer<typeof apiKeySchema>

const tags = ['api-keys']

export const apiKeys = {
  list: procedure
    .route({
      method: 'GET',
      path: '/api-keys',
      tags,
      summary: 'Own keys; those of all for who manages users',
    })
    .input(page({}))
    .output(pageOf(apiKeySchema)),
  create: procedure
    .route({ method: 'POST', path: '/api-keys', tags, summary: 'Make a key; it is shown this once' })
    .input(
      z.object({
        name: z.string().trim().min(1).max(120),
        /** Never more than the maker's own; what the maker loses later, the key loses too. */
        permissions: z.array(z.enum(permissions)).min(1).max(permissions.length),
        expiresAt: instantSchema.nullable(),
      }),
    )
    .output(z.object({ key: z.string(), details: apiKeySchema })),
  revoke: procedure
    .route({ method: 'POST', path: '/api-keys/{id}/revoke', tags, summary: 'End a key for good' })
    .input(byId)
    .output(apiKeySchema),
}
