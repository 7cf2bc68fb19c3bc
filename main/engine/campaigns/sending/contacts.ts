import type { PastContact } from '../../../../shared/domain/contact-rules/evaluate.ts'
import { DAY } from '../../../../shared/domain/zoned-time.ts'
import type { ReadableDb, WritableDb } from '../../core/storage/database.ts'
import type { ContactLedgerTable } from '../tables.ts'

/** No frequency rule of any pack looks further back than this. */
const LOOK_BACK = 62 * DAY

/** Who is contacted: the person behind a tax id, else behind an address. */
export function debtorOf(recipient: { taxId: string | null; email: string }): string {
  return recipient.taxId ?? recipient.email.toLowerCase()
}

/** Contacts of debtors that count, by debtor. Those taken back are left out. */
export function contactsOf(
  db: ReadableDb,
  debtors: readonly string[],
  now: number,
): Map<string, PastContact[]> {
  const rows = db.sqlAll<ContactLedgerTable>(
    `SELECT * FROM contact_ledger WHERE debtor IN (SELECT value FROM json_each(?)) AND at > ? ORDER BY id`,
    [JSON.stringify(debtors), now - LOOK_BACK],
  )
  const history = new Map<string, Map<string, PastContact>>()
  for (const row of rows) {
    let contacts = history.get(row.debtor)
    if (!contacts) history.set(row.debtor, (contacts = new Map<string, PastContact>()))
    const key = row.deliveryId === null ? `#${row.id}` : String(row.deliveryId)
    if (row.kind === 'contact') contacts.set(key, { at: row.at, channel: row.channel })
    else contacts.delete(key)
  }
  return new Map(
    [...history]
      .filter(([, contacts]) => contacts.size > 0)
      .map(([debtor, contacts]) => [debtor, [...contacts.values()]]),
  )
}

/** Writes contacts down when they are claimed: from then on no other campaign may take the debtor's turn. */
export function recordContacts(
  tx: WritableDb,
  contacts: readonly { debtor: string; campaignId: string; id: number }[],
  at: number,
): void {
  for (const { debtor, campaignId, id } of contacts) {
    tx.sqlRun(
      `INSERT INTO contact_ledger (debtor, kind, channel, at, campaignId, deliveryId) VALUES (?, 'contact', 'email', ?, ?, ?)`,
      [debtor, at, campaignId, id],
    )
  }
}

/** Takes a contact back that definitely did not happen. */
export function voidContact(
  tx: WritableDb,
  row: { debtor: string; campaignId: string; id: number },
  at: number,
): void {
  tx.sqlRun(
    `INSERT INTO contact_ledger (debtor, kind, channel, at, campaignId, deliveryId) VALUES (?, 'void', 'email', ?, ?, ?)`,
    [row.debtor, at, row.campaignId, row.id],
  )
}
