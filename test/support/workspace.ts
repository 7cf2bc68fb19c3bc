import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createRouterClient } from '@orpc/server'
import type { Role } from '../../shared/domain/permissions.ts'
import { hashPassword } from '../../main/engine/core/access/passwords.ts'
import { actorOfUser } from '../../main/engine/core/access/sessions.ts'
import type { Actor } from '../../main/engine/core/actor.ts'
import { VirtualClock } from '../../main/engine/core/clock.ts'
import type { EngineContext } from '../../main/engine/core/context.ts'
import { seededRandom } from '../../main/engine/core/random.ts'
import { hostKeyStore } from '../../main/engine/core/secrets/key-file.ts'
import { createEngine, type Engine, type EngineOptions } from '../../main/engine/engine.ts'
import { router } from '../../main/engine/router.ts'
import { requestBy } from './request.ts'

/** A Monday at 09:00 in Santiago (UTC−3). */
export const MONDAY = '2026-03-02T12:00:00Z'

export interface TestWorkspace {
  ctx: EngineContext
  engine: Engine
  clock: VirtualClock
  folder: string
  admin: Actor
  /** Adds a user and returns it as an actor. */
  user(role: Role, name?: string): Actor
  /** The contract as this actor would call it in the console. */
  as(actor: Actor): ReturnType<typeof clientFor>
  stop(): Promise<void>
  /** Closes and opens the same folder again, as after a restart. */
  reopen(): Promise<TestWorkspace>
}

/** A temporary folder, removed when the test ends. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'despacho-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A real workspace on a file and a virtual clock, with an admin; stopped when the test ends. */
export async function aWorkspace(
  options: Partial<EngineOptions> & { clock?: VirtualClock; started?: boolean } = {},
): Promise<TestWorkspace> {
  const folder = options.folder ?? aFolder()
  const clock = options.clock ?? new VirtualClock(MONDAY)
  const engine = await createEngine({
    keyStore: hostKeyStore(folder),
    info: {
      name: 'Estudio de prueba',
      country: 'CL',
      locale: 'es-CL',
      zone: 'America/Santiago',
      currency: 'CLP',
      sample: false,
    },
    random: seededRandom(7),
    durability: 'NORMAL',
    ...options,
    folder,
    clock,
  })
  if (options.started !== false) await engine.start()
  let stopped = false
  const stop = async () => {
    if (stopped) return
    stopped = true
    await stopOnVirtualTime(engine, clock)
  }
  onTestFinished(stop)
  const { ctx } = engine
  const existing = ctx.db.sqlGet<{ id: string }>(`SELECT id FROM users WHERE role = 'admin' LIMIT 1`)
  const admin = existing ? actorById(ctx, existing.id) : addUser(ctx, 'admin', 'Ada Admin')
  return {
    ctx,
    engine,
    clock,
    folder,
    admin,
    user: (role, name) => addUser(ctx, role, name ?? `Persona ${role} ${ctx.ids.next().slice(-4)}`),
    as: (actor) => clientFor(ctx, actor),
    stop,
    async reopen() {
      await stop()
      return aWorkspace({ ...options, folder, clock })
    },
  }
}

/** Stopping waits on the clock for what still runs; on virtual time somebody has to move it. */
async function stopOnVirtualTime(engine: Engine, clock: VirtualClock): Promise<void> {
  const stopped = engine.stop()
  let done = false
  void stopped.finally(() => (done = true))
  for (let turn = 0; turn < 50 && !done; turn++) await clock.advance(500)
  await stopped
}

function actorById(ctx: EngineContext, id: string): Actor {
  const actor = actorOfUser(ctx.db, id)
  if (!actor) throw new Error('no such user')
  return actor
}

function addUser(ctx: EngineContext, role: Role, name: string): Actor {
  const id = ctx.ids.next()
  const now = ctx.clock.now()
  ctx.db.write((tx) =>
    tx.sqlRun(
      'INSERT INTO users (id, signInName, name, email, role, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [id, `${role}-${id.slice(-6)}`, name, `${role}-${id.slice(-6)}@despacho.test`, role, now, now],
    ),
  )
  return actorById(ctx, id)
}

/** Gives a user a password, cheaply hashed: for tests of signing in. */
export async function setPassword(ctx: EngineContext, userId: string, password: string): Promise<void> {
  const hash = await hashPassword(password, { n: 1_024, r: 8, p: 1 })
  ctx.db.write((tx) => tx.sqlRun('UPDATE users SET password = ? WHERE id = ?', [hash, userId]))
}

function clientFor(ctx: EngineContext, actor: Actor | null) {
  return createRouterClient(router, { context: requestBy(ctx, actor) })
}
