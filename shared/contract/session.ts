import { z } from 'zod'
import { permissions, roles } from '../domain/permissions.ts'
import { idSchema, instantSchema, okSchema, procedure } from './base.ts'

export const languageSchema = z.enum(['es', 'en'])
export const themeSchema = z.enum(['auto', 'light', 'dark'])

/** At least twelve characters; long ones are welcome, and no other rule (NIST SP 800-63B §3.1.1). */
export const passwordSchema = z.string().min(12).max(200)

/** The firm whose workspace is open. */
export const openWorkspaceSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** ISO 3166-1 alpha-2. */
  country: z.string(),
  /** BCP 47, e.g. `es-CL`. */
  locale: z.string(),
  /** IANA zone, e.g. `America/Santiago`. */
  zone: z.string(),
  /** ISO 4217. */
  currency: z.string(),
  sample: z.boolean(),
})
export type OpenWorkspace = z.infer<typeof openWorkspaceSchema>

export const sessionUserSchema = z.object({
  id: idSchema,
  signInName: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(roles),
  /** Null follows the system. */
  language: languageSchema.nullable(),
  theme: themeSchema,
  /** False where only this machine's own account opens the workspace. */
  hasPassword: z.boolean(),
})
export type SessionUser = z.infer<typeof sessionUserSchema>

/** Everything a page needs before it shows anything: who is there, where, and what they may do. */
export const sessionStateSchema = z.object({
  /** Null: none is open. Only its name is told to those who have not signed in. */
  workspace: openWorkspaceSchema.nullable(),
  /** Null: nobody has signed in. */
  user: sessionUserSchema.nullable(),
  permissions: z.array(z.enum(permissions)),
  /** The person's language, else that of the workspace's locale; null when there is neither. */
  language: languageSchema.nullable(),
  /** The caller sits at this machine: may choose and create workspaces without having signed in. */
  trusted: z.boolean(),
  via: z.enum(['desktop', 'browser', 'api']),
  /** `session.unlock` will sign in without a password here. */
  canUnlock: z.boolean(),
  /** `linux`, `darwin`, `win32`, … of the machine the engine runs on. */
  platform: z.string(),
  version: z.string(),
})
export type SessionState = z.infer<typeof sessionStateSchema>

export const ownSessionSchema = z.object({
  id: z.string(),
  via: z.enum(['desktop', 'browser']),
  /** What it was opened with, e.g. `Chrome, Windows`; null when it did not say. */
  device: z.string().nullable(),
  createdAt: instantSchema,
  lastSeenAt: instantSchema,
  expiresAt: instantSchema,
  /** The session of this very call. */
  current: z.boolean(),
})
export type OwnSession = z.infer<typeof ownSessionSchema>

const tags = ['session']

export const session = {
  state: procedure
    .route({
      method: 'GET',
      path: '/session',
      tags,
      summary: 'Who is signed in, where, and what they may do',
    })
    .output(sessionStateSchema),
  signIn: procedure
    .route({ method: 'POST', path: '/session/sign-in', tags, summary: 'Sign in with name and password' })
    .input(z.object({ name: z.string().trim().min(1).max(200), password: z.string().min(1).max(200) }))
    .output(sessionStateSchema),
  signOut: procedure
    .route({ method: 'POST', path: '/session/sign-out', tags, summary: 'End this session' })
    .output(okSchema),
  redeem: procedure
    .route({
      method: 'POST',
      path: '/session/redeem',
      tags,
      summary: 'Show the one-time token that the host printed: the caller sits at this machine',
    })
    .input(z.object({ token: z.string().min(1).max(200) }))
    .output(sessionStateSchema),
  unlock: procedure
    .route({
      method: 'POST',
      path: '/session/unlock',
      tags,
      summary: "Sign in without a password, where the machine's own account is enough",
    })
    .output(sessionStateSchema),
  changePassword: procedure
    .route({
      method: 'POST',
      path: '/session/password',
      tags,
      summary: 'Change or set the own password; other sessions end',
    })
    .input(z.object({ currentPassword: z.string().max(200).nullable(), newPassword: passwordSchema }))
    .output(okSchema),
  preferences: procedure
    .route({
      method: 'PATCH',
      path: '/session/preferences',
      tags,
      summary: 'Set own language, theme and name',
    })
    .input(
      z.object({
        language: languageSchema.nullable().optional(),
        theme: themeSchema.optional(),
        name: z.string().trim().min(1).max(120).optional(),
        email: z.email().max(254).nullable().optional(),
      }),
    )
    .output(sessionStateSchema),
  list: procedure
    .route({ method: 'GET', path: '/session/all', tags, summary: 'Own open sessions' })
    .output(z.array(ownSessionSchema)),
  revoke: procedure
    .route({ method: 'POST', path: '/session/revoke', tags, summary: 'End an own session, or all others' })
    .input(z.object({ id: z.string().min(1).max(64).optional() }))
    .output(z.object({ ended: z.number().int() })),
}
