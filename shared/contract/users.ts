import { z } from 'zod'
import { permissions, roles } from '../domain/permissions.ts'
import { byId, idSchema, instantSchema, page, pageOf, procedure } from './base.ts'
import { languageSchema, passwordSchema } from './session.ts'
import { signInNameSchema } from './workspaces.ts'

const roleSchema = z.enum(roles)

export const userSchema = z.object({
  id: idSchema,
  signInName: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: roleSchema,
  active: z.boolean(),
  language: languageSchema.nullable(),
  hasPassword: z.boolean(),
  lastSignInAt: instantSchema.nullable(),
  /** Sign-in is refused until then, after too many wrong passwords. */
  lockedUntil: instantSchema.nullable(),
  /** Clients assigned to this user. */
  clients: z.number().int(),
  version: z.number().int(),
})
export type User = z.infer<typeof userSchema>

const userFields = z.object({
  signInName: signInNameSchema,
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254).nullable(),
  role: roleSchema,
  language: languageSchema.nullable(),
})

/** Permissions of every role: the product's own, what an admin changed, and what holds. */
export const permissionTableSchema = z.object({
  roles: z.array(roleSchema),
  permissions: z.array(
    z.object({
      permission: z.enum(permissions),
      roles: z.record(
        roleSchema,
        z.object({
          granted: z.boolean(),
          /** What the product says unless an admin changes it. */
          usual: z.boolean(),
          /** Admins keep it, or nobody could repair the workspace. */
          fixed: z.boolean(),
        }),
      ),
    }),
  ),
})
export type PermissionTable = z.infer<typeof permissionTableSchema>

const route = (method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: `/${string}`, summary: string) =>
  procedure.route({ method, path, tags: ['users'], summary })

export const users = {
  list: route('GET', '/users', 'People who work here')
    .input(
      page({
        search: z.string().max(200).optional(),
        role: roleSchema.optional(),
        active: z.boolean().optional(),
      }),
    )
    .output(pageOf(userSchema)),
  get: route('GET', '/users/{id}', 'One person').input(byId).output(userSchema),
  create: route('POST', '/users', 'Add a person with a first password')
    .input(userFields.extend({ password: passwordSchema.nullable() }))
    .output(userSchema),
  update: route('PATCH', '/users/{id}', 'Change name, address, role or language')
    .input(z.object({ id: idSchema, version: z.number().int(), ...userFields.partial().shape }))
    .output(userSchema),
  deactivate: route('POST', '/users/{id}/deactivate', 'Close an account; its sessions and keys end')
    .input(byId)
    .output(userSchema),
  activate: route('POST', '/users/{id}/activate', 'Open a closed account again')
    .input(byId)
    .output(userSchema),
  resetPassword: route('POST', '/users/{id}/password', "Set another person's password; their sessions end")
    .input(z.object({ id: idSchema, password: passwordSchema }))
    .output(userSchema),
  permissions: route('GET', '/users/permissions', 'What each role may do').output(permissionTableSchema),
  setPermission: route('PUT', '/users/permissions', 'Grant or take a permission of a role; null restores')
    .input(z.object({ role: roleSchema, permission: z.enum(permissions), granted: z.boolean().nullable() }))
    .output(permissionTableSchema),
}
