import type { z } from 'zod'
import type { checkSchema } from '../../../../shared/contract/campaigns/progress.ts'
import type { EngineContext } from '../../core/context.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import { parseJson } from '../../core/storage/json.ts'
import { compiledVersion } from '../../templates/templates.ts'
import { countRows, countsOf } from '../counts.ts'
import { settingsOf } from '../settings.ts'
import { slugsSchema } from '../sending/in-force.ts'
import type { CampaignsTable } from '../tables.ts'

export type Check = z.infer<typeof checkSchema>

const point = (code: string, level: Check['level'], params: Check['params'] = {}): Check => ({
  code,
  level,
  params,
})

/** What stands in the way of launching and what a person should look at, in the order of the wizard. */
export function checksOf(ctx: EngineContext, db: ReadableDb, campaign: CampaignsTable): Check[] {
  const settings = settingsOf(campaign)
  const checks: Check[] = []
  const counts = countsOf(countRows(db, campaign.id))
  if (counts.recipients === 0) checks.push(point('recipients_missing', 'blocks'))
  else checks.push(point('recipients', 'ok', { count: counts.recipients }))
  if (counts.excluded > 0) checks.push(point('recipients_excluded', 'warns', { count: counts.excluded }))
  checks.push(...templateChecks(db, campaign, settings.templateId, 'template'))
  if (settings.fallback)
    checks.push(...templateChecks(db, campaign, settings.fallback.templateId, 'fallback'))
  checks.push(...accountChecks(db, settings.accountId))
  if (settings.startAt !== null && settings.startAt < ctx.clock.now() - 60_000)
    checks.push(point('start_in_past', 'blocks'))
  if (settings.rulePack === 'none') checks.push(point('rules_none', 'warns'))
  checks.push(point('domain_dns', 'not_checked'))
  return checks
}

/** Only what must be solved first. */
export function blockersOf(ctx: EngineContext, db: ReadableDb, campaign: CampaignsTable): Check[] {
  return checksOf(ctx, db, campaign).filter((check) => check.level === 'blocks')
}

function templateChecks(
  db: ReadableDb,
  campaign: CampaignsTable,
  id: string | null,
  which: 'template' | 'fallback',
): Check[] {
  if (id === null) return [point(`${which}_missing`, 'blocks')]
  const row = db.sqlGet<{ name: string; publishedVersion: number | null }>(
    'SELECT name, publishedVersion FROM templates WHERE id = ? AND deletedAt IS NULL',
    [id],
  )
  if (!row) return [point(`${which}_missing`, 'blocks')]
  if (row.publishedVersion === null) return [point(`${which}_unpublished`, 'blocks', { name: row.name })]
  const { compilation } = compiledVersion(
    db,
    id,
    row.publishedVersion,
    parseJson(slugsSchema, campaign.variables),
  )
  if (compilation.ok) return [point(which, 'ok', { name: row.name, version: row.publishedVersion })]
  return compilation.problems
    .slice(0, 5)
    .map((problem) => point(`${which}_variable_unknown`, 'blocks', { name: row.name, ...problem.params }))
}

function accountChecks(db: ReadableDb, id: string | null): Check[] {
  const row =
    id === null
      ? undefined
      : db.sqlGet<{
          name: string
          kind: string
          enabled: number
          fromAddress: string
          lastErrorAt: number | null
          lastSuccessAt: number | null
        }>(
          'SELECT name, kind, enabled, fromAddress, lastErrorAt, lastSuccessAt FROM mail_accounts WHERE id = ? AND deletedAt IS NULL',
          [id],
        )
  if (!row) return [point('account_missing', 'blocks')]
  if (row.enabled === 0) return [point('account_disabled', 'blocks', { name: row.name })]
  const failing = row.lastErrorAt !== null && row.lastErrorAt >= (row.lastSuccessAt ?? 0)
  return [
    failing
      ? point('account_failing', 'warns', { name: row.name })
      : point('account', 'ok', { name: row.name, from: row.fromAddress }),
    ...(row.kind === 'sandbox' ? [point('account_sandbox', 'warns', { name: row.name })] : []),
  ]
}
