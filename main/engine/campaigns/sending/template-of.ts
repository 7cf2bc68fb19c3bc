import type { EngineContext } from '../../core/context.ts'
import { compiledVersion, type UsableTemplate } from '../../templates/templates.ts'
import type { Outbound } from './claim.ts'

/** The message of a row's stage, in the version that was settled at launch. Throws NOT_FOUND when it is gone. */
export function templateOf(ctx: EngineContext, row: Pick<Outbound, 'stage' | 'inForce'>): UsableTemplate {
  const { campaign, settings, templates, slugs } = row.inForce
  const known = templates.get(row.stage)
  if (known) return known
  const templateId = row.stage === 1 ? settings.templateId : settings.fallback?.templateId
  const version = row.stage === 1 ? campaign.templateVersion : campaign.fallbackVersion
  const template = compiledVersion(ctx.db, templateId ?? '', version ?? 0, slugs)
  templates.set(row.stage, template)
  return template
}
