import { notFound, problem } from '../../../shared/contract/errors.ts'
import type { TemplateContent } from '../../../shared/contract/templates.ts'
import { templateSizes } from '../../../shared/domain/template-types.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { type Identity, insertTemplate, oneLine, prepared, writeVersion } from './drafts.ts'
import { draftOf, findTemplate } from './queries.ts'
import type { TemplatesTable } from './tables.ts'

export { seedTemplates } from './seed.ts'
export type { TemplateData } from './liquid/scope.ts'
export { renderTemplate } from './render.ts'
export { compiledVersion, type UsableTemplate } from './versions.ts'

/** Adds a template with a draft only; it can be used once it is published. */
export function createTemplate(
  ctx: EngineContext,
  actor: Actor,
  input: Identity & { content: Partial<TemplateContent> },
): TemplatesTable {
  return ctx.db.write((tx) => {
    const id = insertTemplate(tx, ctx, actor, input, { ...emptyContent, ...input.content })
    return recorded(tx, ctx, actor, 'template.create', id)
  })
}

/** Saves the draft. A draft may be unfinished or wrong: nothing typed is refused for that. */
export function updateTemplate(
  ctx: EngineContext,
  actor: Actor,
  input: Identity & { id: string; version: number; content: TemplateContent },
): TemplatesTable {
  return ctx.db.write((tx) => {
    const before = findTemplate(tx, input.id)
    if (before.version !== input.version) throw problem('CONFLICT', 'changed_meanwhile')
    const { draft, draftHash } = prepared(input.content)
    const moved = before.type !== input.type || before.language !== input.language
    tx.run((q) =>
      q
        .updateTable('templates')
        .set({
          name: oneLine(input.name),
          type: input.type,
          language: input.language,
          // The default of another purpose is not taken over silently.
          isDefault: moved ? 0 : before.isDefault,
          draft,
          draftHash,
          version: before.version + 1,
          updatedAt: ctx.clock.now(),
          updatedBy: actor.userId,
        })
        .where('id', '=', input.id),
    )
    return recorded(tx, ctx, actor, 'template.update', input.id)
  })
}

/**
 * Makes the draft the next version, which never changes again. Throws INVALID with every fault at
 * its part: grammar, unknown variables, and findings that would keep a message from being sent.
 */
export function publishTemplate(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; version: number; note: string },
): TemplatesTable {
  return ctx.db.write((tx) => {
    const row = findTemplate(tx, input.id)
    if (row.version !== input.version) throw problem('CONFLICT', 'changed_meanwhile')
    if (row.draftHash === row.publishedHash) throw problem('CONFLICT', 'template_nothing_new')
    const number = writeVersion(tx, ctx, actor, row, input.note)
    ctx.events.emit(tx, {
      type: 'template.published',
      subjectType: 'template',
      subjectId: row.id,
      actor,
      payload: { name: row.name, version: number },
    })
    return recorded(tx, ctx, actor, 'template.publish', row.id)
  })
}

/** Makes a template the one used for its type and language unless another is chosen, or no longer. */
export function setDefaultTemplate(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; isDefault: boolean },
): TemplatesTable {
  return ctx.db.write((tx) => {
    const row = findTemplate(tx, input.id)
    if (input.isDefault && row.publishedVersion === null) throw problem('CONFLICT', 'template_not_published')
    if (input.isDefault) {
      tx.sqlRun('UPDATE templates SET isDefault = 0 WHERE type = ? AND language = ? AND isDefault = 1', [
        row.type,
        row.language,
      ])
    }
    tx.sqlRun('UPDATE templates SET isDefault = ?, version = version + 1 WHERE id = ?', [
      Number(input.isDefault),
      row.id,
    ])
    return recorded(tx, ctx, actor, 'template.set_default', row.id)
  })
}

/** Copies the draft into a new template that is published nowhere. */
export function duplicateTemplate(ctx: EngineContext, actor: Actor, id: string): TemplatesTable {
  return ctx.db.write((tx) => {
    const row = findTemplate(tx, id)
    const suffix = ctx.workspace().locale.startsWith('es') ? ' (copia)' : ' (copy)'
    const name = `${row.name.slice(0, templateSizes.name - suffix.length)}${suffix}`
    const copy = insertTemplate(tx, ctx, actor, { ...row, name }, draftOf(row))
    return recorded(tx, ctx, actor, 'template.duplicate', copy)
  })
}

/** Deletes a template; campaigns that use a version of it go on, and it can be brought back. */
export function deleteTemplate(ctx: EngineContext, actor: Actor, id: string): void {
  ctx.db.write((tx) => {
    findTemplate(tx, id)
    const now = ctx.clock.now()
    tx.sqlRun(
      'UPDATE templates SET deletedAt = ?, isDefault = 0, updatedAt = ?, updatedBy = ?, version = version + 1 WHERE id = ?',
      [now, now, actor.userId, id],
    )
    ctx.audit.record(tx, { actor, action: 'template.delete', subjectType: 'template', subjectId: id })
    ctx.live.touch(tx, 'templates', id)
  })
}

/** Undoes a deletion. */
export function restoreTemplate(ctx: EngineContext, actor: Actor, id: string): TemplatesTable {
  return ctx.db.write((tx) => {
    const { changes } = tx.sqlRun(
      `UPDATE templates SET deletedAt = NULL, updatedAt = ?, updatedBy = ?, version = version + 1
       WHERE id = ? AND deletedAt IS NOT NULL`,
      [ctx.clock.now(), actor.userId, id],
    )
    if (changes === 0) throw notFound('template')
    return recorded(tx, ctx, actor, 'template.restore', id)
  })
}

const emptyContent: TemplateContent = { subject: '', preheader: '', html: '', text: null }

function recorded(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  action: string,
  id: string,
): TemplatesTable {
  const row = findTemplate(tx, id)
  ctx.audit.record(tx, {
    actor,
    action,
    subjectType: 'template',
    subjectId: id,
    after: row,
    details: { type: row.type, language: row.language, publishedVersion: row.publishedVersion },
  })
  ctx.live.touch(tx, 'templates', id)
  return row
}
