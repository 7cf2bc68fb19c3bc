import { hashPassword } from '../core/access/passwords.ts'
import type { NewWorkspace } from '../core/access/request.ts'
import { actorOfUser } from '../core/access/sessions.ts'
import { systemActor } from '../core/actor.ts'
import type { EngineContext, Feature } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { readSetting, writeSetting } from '../core/workspace.ts'
import { z } from 'zod'

/**
 * Writes what a new workspace begins with, in one transaction: the admin account and the beginnings
 * of every feature. Does nothing in a workspace that was founded before.
 */
export async function found(
  ctx: EngineContext,
  workspace: NewWorkspace,
  features: readonly Feature[],
): Promise<void> {
  const { admin } = workspace
  const password = admin.password === null ? null : await hashPassword(admin.password)
  ctx.db.write((tx) => {
    if (readSetting(tx, 'founded', z.boolean())) return
    const id = addAdmin(tx, ctx, { ...admin, password })
    const actor = actorOfUser(tx, id)
    if (!actor) throw new Error('the admin just made is not there')
    for (const feature of features) feature.seed?.(tx, ctx, { language: admin.language, admin: actor })
    ctx.audit.record(tx, {
      actor,
      action: 'workspace.create',
      subjectType: 'workspace',
      subjectId: ctx.workspace().id,
      details: { country: workspace.country, zone: workspace.zone, currency: workspace.currency },
    })
    writeSetting(tx, 'founded', true, { at: ctx.clock.now(), userId: id })
  })
}

function addAdmin(tx: WritableDb, ctx: EngineContext, admin: NewWorkspace['admin']): string {
  const id = ctx.ids.next()
  const now = ctx.clock.now()
  tx.run((q) =>
    q.insertInto('users').values({
      id,
      signInName: admin.signInName,
      name: admin.name,
      email: admin.email,
      role: 'admin',
      password: admin.password,
      active: 1,
      language: admin.language,
      failures: 0,
      lockedUntil: null,
      lastSignInAt: null,
      theme: 'auto',
      version: 1,
      createdAt: now,
      updatedAt: now,
      updatedBy: id,
      deletedAt: null,
    }),
  )
  ctx.events.emit(tx, {
    type: 'user.created',
    subjectType: 'user',
    subjectId: id,
    actor: systemActor,
    payload: { name: admin.name, role: 'admin' },
  })
  return id
}
