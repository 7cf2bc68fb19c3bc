import { systemActor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { defaultTemplates } from './default-templates.ts'
import { insertTemplate, publishSeeded } from './drafts.ts'

/** Writes and publishes the templates a workspace begins with, in both languages. Does nothing when it has any. */
export function seedTemplates(tx: WritableDb, ctx: EngineContext): void {
  if (tx.sqlGet('SELECT 1 FROM templates LIMIT 1')) return
  for (const { content, ...identity } of defaultTemplates) {
    const id = insertTemplate(tx, ctx, systemActor, identity, { text: null, ...content })
    publishSeeded(tx, ctx, systemActor, id)
  }
}
