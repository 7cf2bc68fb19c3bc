import type { RowReason } from '../../../../shared/domain/recipient-import.ts'
import { isTaxIdCountry } from '../../../../shared/domain/tax-ids.ts'
import type { EngineContext } from '../../core/context.ts'
import { preferredAccount } from '../../mail/mail.ts'
import type { RecipientBatch } from '../import/import.ts'
import type { ColumnMapping } from '../import/mapping.ts'
import { settingsOf } from '../settings.ts'
import type { CampaignsTable, ImportsTable } from '../tables.ts'
import { requiredVariables } from './required-variables.ts'
import { type Choices, lookOf } from './stored.ts'

/** Rows stored in one transaction: it holds the event loop for a few milliseconds. */
const STORED_AT_ONCE = 1_000

/**
 * Puts pieces together until they are worth a transaction: each rewrites the pages of the index of addresses,
 * whose order is not the file's.
 */
export async function* gathered(pieces: AsyncIterable<RecipientBatch>): AsyncGenerator<RecipientBatch> {
  let kept: RecipientBatch = { recipients: [], excluded: [], issues: [], rows: 0, mergedRows: 0 }
  for await (const piece of pieces) {
    kept = {
      recipients: [...kept.recipients, ...piece.recipients],
      excluded: [...kept.excluded, ...piece.excluded],
      issues: [...kept.issues, ...piece.issues],
      rows: kept.rows + piece.rows,
      mergedRows: kept.mergedRows + piece.mergedRows,
    }
    if (kept.recipients.length + kept.excluded.length + kept.issues.length < STORED_AT_ONCE) continue
    yield kept
    kept = { recipients: [], excluded: [], issues: [], rows: 0, mergedRows: 0 }
  }
  yield kept
}

/** How the file is read: as it was found, and as the person decided. */
export function readingOf(ctx: EngineContext, draft: CampaignsTable, row: ImportsTable, choices: Choices) {
  const { country, sample } = ctx.workspace()
  return {
    format: lookOf(row).format,
    mapping: choices.mapping as ColumnMapping[],
    numberFormat: choices.formats.numbers,
    dateFormat: choices.formats.dates,
    currency: choices.formats.currency,
    taxIdCountry: isTaxIdCountry(country) ? country : null,
    // The sandbox delivers to addresses that exist nowhere; a real server does not.
    allowTestDomains: sample || accountKind(ctx, draft) === 'sandbox',
    repeatedAddress: choices.repeatedAddress,
    requiredVariables: requiredVariables(ctx.db, settingsOf(draft)),
    letThrough: choices.letThrough as RowReason[],
    corrections: choices.corrections,
  }
}

function accountKind(ctx: EngineContext, draft: CampaignsTable): string | undefined {
  const { accountId } = settingsOf(draft)
  if (accountId === null) return preferredAccount(ctx.db)?.kind
  return ctx.db.sqlGet<{ kind: string }>('SELECT kind FROM mail_accounts WHERE id = ?', [accountId])?.kind
}
