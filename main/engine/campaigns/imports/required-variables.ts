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
    const row = db.sqlGet<{ variables: string }>(
      `SELECT v.variables FROM templates t JOIN template_versions v ON v.templateId = t.id AND v.number = t.publishedVersion
       WHERE t.id = ?`,
      [id],
    )
    return row ? parseJson(z.array(z.string()), row.variables) : []
  })
  return [...new Set(names.flatMap(nameOf))]
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
