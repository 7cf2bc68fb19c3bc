import type { Clock } from '../core/clock.ts'
import type { EngineContext } from '../core/context.ts'
import type { UsersTable } from '../core/access/tables.ts'
import type { WritableDb } from '../core/storage/database.ts'

const FREE_ATTEMPTS = 5
const FIRST_WAIT = 30_000
const LONGEST_WAIT = 15 * 60_000
/** Names nobody has are remembered too, or a lock would tell which names exist. */
const STRANGERS = 5_000

export interface Attempts {
  failures: number
  lockedUntil: number | null
}

/** Wrong passwords for names that nobody has, in memory and bounded. */
export interface Strangers {
  get(name: string): Attempts
  set(name: string, attempts: Attempts): void
}

export function createStrangers(): Strangers {
  const known = new Map<string, Attempts>()
  return {
    get: (name) => known.get(name) ?? { failures: 0, lockedUntil: null },
    set(name, attempts) {
      known.delete(name)
      const oldest = known.size >= STRANGERS ? known.keys().next().value : undefined
      if (oldest !== undefined) known.delete(oldest)
      known.set(name, attempts)
    },
  }
}

/** Seconds until a name may be tried again, 0 when it may be now. */
export function secondsLocked(attempts: Attempts, clock: Clock): number {
  return Math.max(0, Math.ceil(((attempts.lockedUntil ?? 0) - clock.now()) / 1_000))
}

/** After five wrong passwords each further one doubles the wait, from 30 s to 15 min. */
export function afterFailure({ failures }: Attempts, now: number): Attempts {
  const count = failures + 1
  if (count < FREE_ATTEMPTS) return { failures: count, lockedUntil: null }
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(10, count - FREE_ATTEMPTS))
  return { failures: count, lockedUntil: now + wait }
}

/** Counts an attempt as failed before it is looked at, so that many at once do not slip through. */
export function countAttempt(
  ctx: EngineContext,
  strangers: Strangers,
  name: string,
  user: UsersTable | undefined,
): Attempts {
  const next = afterFailure(user ?? strangers.get(name), ctx.clock.now())
  if (user) ctx.db.write((tx) => storeAttempts(tx, user.id, next))
  else strangers.set(name, next)
  return next
}

export function storeAttempts(tx: WritableDb, userId: string, attempts: Attempts): void {
  tx.sqlRun('UPDATE users SET failures = ?, lockedUntil = ? WHERE id = ?', [
    attempts.failures,
    attempts.lockedUntil,
    userId,
  ])
}
