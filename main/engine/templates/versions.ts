import { createHash } from 'node:crypto'
import { notFound } from '../../../shared/contract/errors.ts'
import { mailLayoutSchema } from '../../../shared/contract/templates.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import { parseJson } from '../core/storage/json.ts'
import type { InlinePart } from '../mail/mail.ts'
import { LOGO_ID, logoParts, mailLayoutOf } from './layout-settings.ts'
import type { Compilation } from './render.ts'
import { compileTemplate, templateCache } from './render.ts'
import type { TemplatesTable, TemplateVersionsTable } from './tables.ts'

/** A published version, ready to be written for recipients. */
export interface UsableTemplate {
  compilation: Compilation
  inline: InlinePart[]
}

const compiled = templateCache()
const pictures = new Map<string, InlinePart[]>()

/**
 * A published version, compiled once: versions never change, so it may be asked for with each batch.
 * @param extraSlugs columns of the list beyond the known fields; others are problems
 * Throws NOT_FOUND when the version does not exist. A deleted template keeps its versions.
 */
export function compiledVersion(
  db: ReadableDb,
  templateId: string,
  number: number,
  extraSlugs: readonly string[] = [],
): UsableTemplate {
  const row = db.sqlGet<TemplateVersionsTable & Pick<TemplatesTable, 'type' | 'language'>>(
    `SELECT v.*, t.type, t.language FROM template_versions v JOIN templates t ON t.id = v.templateId
     WHERE v.templateId = ? AND v.number = ?`,
    [templateId, number],
  )
  if (!row) throw notFound('template_version')
  const settings = parseJson(mailLayoutSchema, row.layout)
  const key = fingerprint(row)
  const compilation = compiled.get(`${key} ${[...extraSlugs].sort().join(' ')}`, () =>
    compileTemplate(
      {
        subject: row.subject,
        html: row.html,
        text: row.text,
        layout: mailLayoutOf(settings, row.type, row.language, row.preheader),
      },
      extraSlugs,
    ),
  )
  let inline = pictures.get(key)
  if (!inline) {
    inline = inlineParts(settings.logo)
    if (pictures.size > 50) pictures.clear()
    // One buffer per version: the composer encodes a buffer once, however many messages carry it.
    pictures.set(key, inline)
  }
  return { compilation, inline }
}

/** By content, because several workspaces can be open in one process and one may be a copy of another. */
function fingerprint(row: TemplateVersionsTable & Pick<TemplatesTable, 'type' | 'language'>): string {
  const { subject, preheader, html, text, layout, type, language } = row
  return createHash('sha256')
    .update(JSON.stringify([subject, preheader, html, text, layout, type, language]))
    .digest('base64')
}

/** The logo as a part of a message. */
export function inlineParts(logo: string | null): InlinePart[] {
  const parts = logo === null ? undefined : logoParts(logo)
  if (!parts) return []
  return [{ contentId: LOGO_ID, filename: `logo.${parts.contentType.slice(6)}`, ...parts }]
}
