import type { CampaignSettings } from '../../../../shared/contract/campaigns/model.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import { parseJson } from '../../core/storage/json.ts'
import { z } from 'zod'

/** Always there, or made at the moment of sending. */
const GIVEN = new Set(['email', 'language', 'role', 'extra', 'timeZone'])
/** Values that follow from another one. */
const FOLLOWS: Record<string, string> = { bucket: 'dueDate', daysOverdue: 'dueDate', currency: 'amount' }

/** Names of a recipient's values that the chosen messages use: a row without one of them is pointed out. */
export function requiredVariables(db: ReadableDb, settings: CampaignSettings): string[] {
  const templates = [settings.templateId, settings.fallback?.templateId ?? null].filter((id) => id !== null)
  const names = templates.flatMap((id) => {
    const row = db.sqlGet<UsedVersion>(
      `SELECT v.variables, v.subject, v.html, v.text FROM templates t JOIN template_versions v ON v.templateId = t.id AND v.number = t.publishedVersion
       WHERE t.id = ?`,
      [id],
    )
    if (!row) return []
    const tested = testedVariables([row.subject, row.html, row.text ?? ''].join('\n'))
    return parseJson(z.array(z.string()), row.variables).filter((path) => !tested.has(path))
  })
  return [...new Set(names.flatMap(nameOf))]
}

interface UsedVersion {
  variables: string
  subject: string
  html: string
  text: string | null
}

const test = /\{%-?\s*(?:if|elsif|unless|case)\b([^%]*)%\}/g
const withDefault = /\{\{-?\s*([\w.]+)\s*\|\s*default\b/g

/** What a message asks about before it says it, or has another word for: it may be missing. */
function testedVariables(source: string): ReadonlySet<string> {
  const conditions = [...source.matchAll(test)].flatMap(
    ([, condition = '']) => condition.match(/[A-Za-z_][\w.]*/g) ?? [],
  )
  return new Set([...conditions, ...[...source.matchAll(withDefault)].map(([, path = '']) => path)])
}

function nameOf(path: string): string[] {
  if (path.includes('[]')) return []
  const [root, field, slug] = path.split('.')
  if (root === 'firm' || root === 'campaign' || root === 'unsubscribeUrl' || root === 'today') return []
  if (root !== 'recipient') return root === undefined ? [] : [root]
  if (field === 'extra') return slug === undefined ? [] : [slug]
  if (field === undefined || GIVEN.has(field)) return []
  return [FOLLOWS[field] ?? field]
}
