import type { MailLane } from '../../../../shared/domain/campaigns.ts'
import type { RecipientFlag, RecipientRole } from '../../../../shared/domain/recipient-import.ts'
import type { z } from 'zod'
import type { invoiceSchema } from '../../../../shared/contract/campaigns/recipients.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import { laneOfDomain } from '../lanes.ts'

export type Invoice = z.infer<typeof invoiceSchema>

/** A recipient before it is stored. */
export interface NewRecipient {
  position: number
  email: string
  name: string | null
  taxId: string | null
  creditor: string | null
  clientId: string | null
  amountMinor: number | null
  currency: string | null
  issuedOn: string | null
  dueOn: string | null
  paymentLink: string | null
  language: string | null
  zone: string | null
  role: RecipientRole
  flags: readonly RecipientFlag[]
  invoices: readonly Invoice[]
  variables: Readonly<Record<string, string>>
  excludedReason: string | null
}

const COLUMNS = 20
const INSERT = `INSERT INTO campaign_recipients (campaignId, importId, position, rank, email, name, taxId, creditor, clientId,
  amountMinor, currency, issuedOn, dueOn, paymentLink, language, zone, role, flags, invoices, variables, lane, excludedReason)
  VALUES (${Array.from({ length: COLUMNS + 2 }, () => '?').join(', ')}) ON CONFLICT (campaignId, email) DO NOTHING`

/** Stores recipients of a draft; an address it has already is passed over. Returns how many are new. */
export function insertRecipients(
  tx: WritableDb,
  of: { campaignId: string; importId: number | null },
  recipients: readonly NewRecipient[],
): number {
  let added = 0
  for (const row of recipients) {
    added += tx.sqlRun(INSERT, [
      of.campaignId,
      of.importId,
      row.position,
      row.position,
      row.email,
      row.name,
      row.taxId,
      row.creditor,
      row.clientId,
      row.amountMinor,
      row.currency,
      row.issuedOn,
      row.dueOn,
      row.paymentLink,
      row.language,
      row.zone,
      row.role,
      row.flags.join(','),
      JSON.stringify(row.invoices),
      JSON.stringify(row.variables),
      laneOf(row.email),
      row.excludedReason,
    ]).changes
  }
  return added
}

/** The provider as far as it is known without asking DNS. */
function laneOf(email: string): MailLane {
  return laneOfDomain(email.slice(email.lastIndexOf('@') + 1)) ?? 'other'
}
