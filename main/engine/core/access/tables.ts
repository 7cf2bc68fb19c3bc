import type { Role } from '../../../../shared/domain/permissions.ts'
import type { EditedColumns } from '../storage/tables.ts'

declare module '../storage/tables.ts' {
  interface Tables {
    users: UsersTable
    sessions: SessionsTable
    api_keys: ApiKeysTable
  }
}

export interface UsersTable extends EditedColumns {
  id: string
  /** What is typed to sign in; unique without regard to case among users that are not deleted. */
  signInName: string
  name: string
  email: string | null
  role: Role
  /** `scrypt$N$r$p$salt$hash`; null when only the desktop's own account unlocks it. */
  password: string | null
  active: number
  /** `es` or `en`; null follows the system. */
  language: string | null
  failures: number
  /** Sign-in is refused until then (ms UTC). */
  lockedUntil: number | null
  lastSignInAt: number | null
  theme: 'auto' | 'light' | 'dark'
}

export interface SessionsTable {
  /** SHA-256 of the token; the token itself is only with its holder. */
  tokenHash: string
  userId: string
  via: 'desktop' | 'browser'
  /** What it was opened with, e.g. `Chrome, Windows`; null when it did not say. */
  device: string | null
  createdAt: number
  lastSeenAt: number
  expiresAt: number
}

export interface ApiKeysTable {
  id: string
  name: string
  tokenHash: string
  /** First characters, to tell keys apart. */
  prefix: string
  userId: string
  /** JSON array of permissions; never more than the user's own. */
  permissions: string
  createdAt: number
  lastUsedAt: number | null
  expiresAt: number | null
  revokedAt: number | null
}
