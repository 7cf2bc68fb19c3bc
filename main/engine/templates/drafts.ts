import { createHash } from 'node:crypto'
import { invalid, type Issue } from '../../../shared/contract/errors.ts'
import type { TemplateContent } from '../../../shared/contract/templates.ts'
import type { TemplateType } from '../../../shared/domain/template-types.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { WritableDb } from '../core/storage/database.ts'
import { examine } from './examine.ts'
import { readLayout } from './layout-settings.ts'
import { draftOf, findTemplate } from './queries.ts'
import { sanitiseTemplateHtml } from './sanitise.ts'
import type { TemplatesTable } from './tables.ts'

/** What a template is called and for. */
export interface Identity {
  name: string
  type: TemplateType
  language: 'es' | 'en'
}

/** Writes a new template with its draft; joined by the seeds. */
export function insertTemplate(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  identity: Identity,
  content: TemplateContent,
): string {
  const id = ctx.ids.next()
  const now = ctx.clock.now()
  tx.run((q) =>
    q.insertInto('templates').values({
      id,
      name: oneLine(identity.name),
      type: identity.type,
      language: identity.language,
      isDefault: 0,
      publishedVersion: null,
      ...prepared(content),
      publishedHash: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
      updatedBy: actor.userId,
      deletedAt: null,
    }),
  )
  return id
}

/** Publishes what was just inserted, without an event: for the templates a workspace begins with. */
export function publishSeeded(tx: WritableDb, ctx: EngineContext, actor: Actor, id: string): void {
  writeVersion(tx, ctx, actor, findTemplate(tx, id), '')
  tx.sqlRun('UPDATE templates SET isDefault = 1 WHERE id = ?', [id])
}

/** Writes the draft as the next version. Throws INVALID with every fault at its part. */
export function writeVersion(
  tx: WritableDb,
  ctx: EngineContext,
  actor: Actor,
  row: TemplatesTable,
  note: string,
): number {
  const content = draftOf(row)
  const layout = readLayout(tx)
  const found = examine(content, row.type, row.language, layout)
  const issues: Issue[] = [
    ...found.problems.map(({ part, reason, line, params }) => ({
      path: ['content', part],
      reason: `template_${reason}`,
      params: line === null ? params : { ...params, line },
    })),
    ...found.lint
      .filter(({ severity }) => severity === 'error')
      .map(({ where, reason, params }) => ({
        path: ['content', where],
        reason: `template_${reason}`,
        params,
      })),
  ]
  if (content.html.trim() === '') issues.push({ path: ['content', 'html'], reason: 'template_body_empty' })
  if (issues.length > 0) throw invalid(issues)
  const last = tx.sqlGet<{ number: number | null }>(
    'SELECT max(number) AS number FROM template_versions WHERE templateId = ?',
    [row.id],
  )
  const number = (last?.number ?? 0) + 1
  const now = ctx.clock.now()
  tx.run((q) =>
    q.insertInto('template_versions').values({
      id: ctx.ids.next(),
      templateId: row.id,
      number,
      ...content,
      layout: JSON.stringify(layout),
      variables: JSON.stringify(found.variables),
      lint: JSON.stringify(found.lint),
      note: oneLine(note),
      publishedAt: now,
      publishedBy: actor.userId,
    }),
  )
  tx.sqlRun(
    `UPDATE templates SET publishedVersion = ?, publishedHash = draftHash, version = version + 1, updatedAt = ?, updatedBy = ?
     WHERE id = ?`,
    [number, now, actor.userId, row.id],
  )
  return number
}

/** Content as it is stored: the HTML cleaned, subject and preheader on one line. */
export function prepared(content: TemplateContent): { draft: string; draftHash: string } {
  const draft = JSON.stringify({
    subject: oneLine(content.subject),
    preheader: oneLine(content.preheader),
    html: sanitiseTemplateHtml(content.html),
    text: content.text,
  } satisfies TemplateContent)
  return { draft, draftHash: createHash('sha256').update(draft).digest('hex') }
}

/** A name or header is one line, whatever was pasted. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n\t\u2028\u2029]+/g, ' ').trim()
}
