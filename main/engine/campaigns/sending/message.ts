import { z } from 'zod'
import { invoiceSchema } from '../../../../shared/contract/campaigns/recipients.ts'
import type { FailureReason } from '../../../../shared/domain/campaigns.ts'
import { isZone, localDateAt } from '../../../../shared/domain/zoned-time.ts'
import type { EngineContext } from '../../core/context.ts'
import { compose, type LaneMessage, type MailContent, messageIdFor } from '../../mail/mail.ts'
import { renderTemplate, type TemplateData, type UsableTemplate } from '../../templates/templates.ts'
import type { Outbound } from './claim.ts'
import { unsubscribeOf } from './unsubscribe.ts'

/** Header with the ledger row, by which a bounce that quotes the message leads back to it. */
const ROW_HEADER = 'X-Despacho-Delivery'

export type Prepared =
  | { ok: true; message: LaneMessage }
  | { ok: false; reason: FailureReason; response: string }

export const invoiceListSchema = z.array(invoiceSchema)
export const variablesSchema = z.record(z.string(), z.string())

/** The same row always gives the same key, so a copy can be recognised as one. */
export function rowKey(row: Pick<Outbound, 'campaignId' | 'id'>): string {
  return `${row.campaignId}-${row.id}`
}

/** The ledger row of a key; null for one that is not of a campaign. */
export function rowOfKey(key: string): { campaignId: string; id: number } | null {
  const [, campaignId, id] = /^(.{36})-(\d{1,15})$/.exec(key) ?? []
  return campaignId === undefined ? null : { campaignId, id: Number(id) }
}

/** Writes the message of a claimed row: ageing, dates and amounts are those of this moment. */
export function prepareMessage(ctx: EngineContext, row: Outbound, template: UsableTemplate): Prepared {
  const { account } = row.inForce
  const now = ctx.clock.now()
  if (!template.compilation.ok) {
    return {
      ok: false,
      reason: 'message_unusable',
      response: JSON.stringify(template.compilation.problems[0] ?? null),
    }
  }
  const unsubscribe = unsubscribeOf(ctx, row)
  const rendering = renderTemplate(
    template.compilation.template,
    templateDataOf(row.recipient, row.inForce, now, unsubscribe.link),
  )
  if (!rendering.ok) {
    return { ok: false, reason: 'variable_missing', response: JSON.stringify(rendering.problem) }
  }
  const { subject, html, text } = rendering.message
  const content: MailContent = {
    from: { name: account.fromName, address: account.fromAddress },
    to: [
      row.recipient.name
        ? { name: oneLine(row.recipient.name), address: row.recipient.email }
        : { address: row.recipient.email },
    ],
    subject,
    html,
    text,
    messageId: messageIdFor(rowKey(row), account.sendingDomain),
    date: now,
    unsubscribe: unsubscribe.header,
    headers: { [ROW_HEADER]: rowKey(row) },
    inline: template.inline,
  }
  if (account.replyTo) content.replyTo = { address: account.replyTo }
  const composed = compose(content)
  if (!composed.ok)
    return { ok: false, reason: 'message_unusable', response: `${composed.reason} (${composed.field})` }
  return { ok: true, message: { envelope: composed.envelope, raw: composed.raw } }
}

/** A name from a file is one line of a header, whatever it holds. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ')
}

type Force = Pick<Outbound['inForce'], 'zone' | 'language' | 'firm' | 'campaign' | 'slugs'>

/** What a template sees of a recipient at an instant. */
export function templateDataOf(
  recipient: Outbound['recipient'],
  force: Force,
  now: number,
  unsubscribeUrl: string,
): TemplateData {
  const zone = recipient.zone !== null && isZone(recipient.zone) ? recipient.zone : force.zone
  const invoices = invoiceListSchema.parse(JSON.parse(recipient.invoices))
  const { amountMinor, currency } = recipient
  return {
    recipient: {
      name: recipient.name,
      email: recipient.email,
      taxId: recipient.taxId,
      creditor: recipient.creditor,
      amount: amountMinor === null || currency === null ? null : { minor: amountMinor, currency },
      issueDate: recipient.issuedOn,
      dueDate: recipient.dueOn,
      invoices: invoices.map((invoice) => ({
        number: invoice.number ?? '',
        issueDate: invoice.issuedOn,
        dueDate: invoice.dueOn,
        amount: invoice.amount,
      })),
      paymentLink: recipient.paymentLink,
      role: recipient.role,
      language: recipient.language ?? force.language,
      extra: { ...blanks(force.slugs), ...variablesSchema.parse(JSON.parse(recipient.variables)) },
    },
    firm: { name: force.firm },
    campaign: { name: force.campaign.name },
    unsubscribeUrl,
    today: localDateAt(zone, now),
  }
}

/** A cell that was empty is written as nothing; a column the list never had is a fault of the template. */
function blanks(slugs: readonly string[]): Record<string, string> {
  const empty: Record<string, string> = {}
  for (const slug of slugs) empty[slug] = ''
  return empty
}
