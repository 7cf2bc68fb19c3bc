import type { CampaignSettings } from '../../../shared/contract/campaigns/model.ts'
import type { EngineContext } from '../core/context.ts'
import type { Random } from '../core/random.ts'
import { ageingReport, type ReportOptions } from './ageing-report.ts'
import type { Console } from './person.ts'

const words = {
  es: {
    finished: 'Recordatorio de facturas vencidas',
    underWay: 'Primer aviso de cobranza',
    asked: 'Segundo aviso a clientes en mora',
    ready: 'Cobranza del mes: lista para revisar',
  },
  en: {
    finished: 'Overdue invoice reminder',
    underWay: 'First collection notice',
    asked: 'Second notice to late payers',
    ready: 'This month’s reminders: ready to review',
  },
} as const

export type SampleCampaign = keyof (typeof words)['es']

/** A draft with its message and a report of debtors that was looked at but not yet imported. */
async function draftWithReport(
  person: Console,
  random: Random,
  which: SampleCampaign,
  report: ReportOptions,
): Promise<{ campaignId: string; importId: string }> {
  const { language } = report
  const { items: accounts } = await person.mail.list({})
  // The firm's own domain is warming up; the other one is left for whoever explores.
  const account = which === 'ready' ? accounts[0] : accounts.at(-1)
  const templates = await person.templates.list({ limit: 200 })
  const type = which === 'asked' ? 'payment_reminder_second' : 'payment_reminder_first'
  const template = templates.items.find((row) => row.type === type && row.language === language)
  const settings: Partial<CampaignSettings> = {
    name: words[language][which],
    accountId: account?.id ?? null,
    templateId: template?.id ?? null,
    strategy: 'ramp_up',
    step: 'recipients',
  }
  const campaign = await person.campaigns.create(settings)
  const inspection = await person.campaigns.imports.upload({
    campaignId: campaign.id,
    file: ageingReport(random, report),
  })
  return { campaignId: campaign.id, importId: inspection.id }
}

/** A draft whose report was imported, ready to launch. */
export async function importedDraft(
  ctx: EngineContext,
  person: Console,
  random: Random,
  which: SampleCampaign,
  report: ReportOptions,
): Promise<string> {
  const { campaignId, importId } = await draftWithReport(person, random, which, report)
  const { mapping, formats } = await person.campaigns.imports.inspect({ id: importId, reading: {} })
  await person.campaigns.imports.run({ id: importId, mapping, formats })
  for (;;) {
    const { state, problem } = await person.campaigns.imports.get({ id: importId })
    if (state === 'done') break
    if (state !== 'running' && state !== 'inspected') {
      throw new Error(`the sample report was not imported: ${problem?.reason ?? state}`)
    }
    await ctx.queue.settled()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await person.campaigns.saveDraft({ id: campaignId, settings: { step: 'review' } })
  return campaignId
}
