import { sql, type SqlBool } from 'kysely'
import { z } from 'zod'
import type { Page } from '../../../shared/contract/base.ts'
import { notFound } from '../../../shared/contract/errors.ts'
import {
  type DiffLine,
  lintFindingSchema,
  type Template,
  type TemplateContent,
  templateContentSchema,
  type TemplateRow,
  type TemplateVersion,
} from '../../../shared/contract/templates.ts'
import type { TemplateType } from '../../../shared/domain/template-types.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import { parseJson } from '../core/storage/json.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'
import { diffLines, htmlLines } from './diff.ts'
import { plainTextOf } from './plain-text.ts'
import type { TemplatesTable, TemplateVersionsTable } from './tables.ts'

export interface TemplateListInput {
  limit: number
  cursor?: string
  q?: string
  type?: TemplateType[]
  language?: ('es' | 'en')[]
  publishedOnly?: boolean
  sort: 'name' | 'updatedAt'
  direction: 'asc' | 'desc'
}

/** Templates of the workspace: they hold no client's data, so everybody who may read them sees all. */
export function listTemplates(
  ctx: EngineContext,
  _actor: Actor,
  input: TemplateListInput,
): Page<TemplateRow> {
  const after = decodeCursor(input.cursor)
  const key = input.sort === 'name' ? sql<string>`lower(name)` : sql<number>`updatedAt`
  const rows = ctx.db.all((q) => {
    let query = q.selectFrom('templates').selectAll().where('deletedAt', 'is', null)
    if (input.type?.length) query = query.where('type', 'in', input.type)
    if (input.language?.length) query = query.where('language', 'in', input.language)
    if (input.publishedOnly) query = query.where('publishedVersion', 'is not', null)
    for (const word of (input.q ?? '').split(/\s+/).filter(Boolean)) {
      const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
      query = query.where(
        sql<SqlBool>`(name LIKE ${pattern} ESCAPE '\\' OR json_extract(draft, '$.subject') LIKE ${pattern} ESCAPE '\\')`,
      )
    }
    if (after) {
      const comparison = sql.raw(input.direction === 'asc' ? '>' : '<')
      query = query.where(sql<SqlBool>`(${key}, id) ${comparison} (${after[0]}, ${after[1]})`)
    }
    return query
      .orderBy(key, input.direction)
      .orderBy('id', input.direction)
      .limit(input.limit + 1)
  })
  return pageFrom<TemplatesTable, TemplateRow>(
    rows,
    input.limit,
    (row) => [input.sort === 'name' ? row.name.toLowerCase() : row.updatedAt, row.id],
    asRow,
  )
}

/** A template that is not deleted. Throws NOT_FOUND. */
export function findTemplate(db: ReadableDb, id: string): TemplatesTable {
  const row = db.get((q) =>
    q.selectFrom('templates').selectAll().where('id', '=', id).where('deletedAt', 'is', null),
  )
  if (!row) throw notFound('template')
  return row
}

export function draftOf(row: TemplatesTable): TemplateContent {
  return parseJson(templateContentSchema, row.draft)
}

/** What was published, newest first. */
export function listVersions(
  ctx: EngineContext,
  _actor: Actor,
  input: { id: string; limit: number; cursor?: string },
) {
  findTemplate(ctx.db, input.id)
  const after = decodeCursor(input.cursor)
  const rows = ctx.db.sqlAll<VersionRow>(
    `SELECT v.*, u.name AS publisher FROM template_versions v LEFT JOIN users u ON u.id = v.publishedBy
     WHERE v.templateId = ? AND v.number < ? ORDER BY v.number DESC LIMIT ?`,
    [input.id, after ? after[1] : Number.MAX_SAFE_INTEGER, input.limit + 1],
  )
  return pageFrom(
    rows,
    input.limit,
    (row) => [null, row.number],
    ({ number, note, publishedAt, publisher }) => ({ number, note, publishedAt, publishedBy: publisher }),
  )
}

type VersionRow = TemplateVersionsTable & { publisher: string | null }

/** One published version with what was found in it then. */
export function getVersion(
  ctx: EngineContext,
  _actor: Actor,
  input: { id: string; number: number },
): TemplateVersion {
  const row = findVersion(ctx.db, input.id, input.number)
  return {
    number: row.number,
    content: contentOfVersion(row),
    variables: parseJson(z.array(z.string()), row.variables),
    lint: parseJson(z.array(lintFindingSchema), row.lint),
    note: row.note,
    publishedAt: row.publishedAt,
    publishedBy: row.publisher,
  }
}

/** Lines that differ between two versions, or between a version and the draft. */
export function diffVersions(
  ctx: EngineContext,
  _actor: Actor,
  input: { id: string; from: number; to?: number },
): Record<'subject' | 'preheader' | 'html' | 'text', DiffLine[]> {
  const before = contentOfVersion(findVersion(ctx.db, input.id, input.from))
  const after =
    input.to === undefined
      ? draftOf(findTemplate(ctx.db, input.id))
      : contentOfVersion(findVersion(ctx.db, input.id, input.to))
  const text = ({ text, html }: TemplateContent) => (text ?? plainTextOf(html)).split(/\r?\n/)
  return {
    subject: diffLines([before.subject], [after.subject]),
    preheader: diffLines([before.preheader], [after.preheader]),
    html: diffLines(htmlLines(before.html), htmlLines(after.html)),
    text: diffLines(text(before), text(after)),
  }
}

function findVersion(db: ReadableDb, templateId: string, number: number): VersionRow {
  findTemplate(db, templateId)
  const row = db.sqlGet<VersionRow>(
    `SELECT v.*, u.name AS publisher FROM template_versions v LEFT JOIN users u ON u.id = v.publishedBy
     WHERE v.templateId = ? AND v.number = ?`,
    [templateId, number],
  )
  if (!row) throw notFound('template_version')
  return row
}

function contentOfVersion({ subject, preheader, html, text }: TemplateVersionsTable): TemplateContent {
  return { subject, preheader, html, text }
}

function asRow(row: TemplatesTable): TemplateRow {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    language: row.language,
    isDefault: row.isDefault === 1,
    subject: draftOf(row).subject,
    publishedVersion: row.publishedVersion,
    changed: row.draftHash !== row.publishedHash,
    updatedAt: row.updatedAt,
    version: row.version,
  }
}

export function asTemplate(row: TemplatesTable): Template {
  return { ...asRow(row), draft: draftOf(row) }
}
