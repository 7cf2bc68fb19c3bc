import type { ClientImportReport } from '../../../../shared/contract/clients/imports.ts'
import { CLIENT_ROW_REASONS, type ClientRowReason } from '../../../../shared/domain/client-import.ts'
import type { WritableDb } from '../../core/storage/database.ts'
import type { ImportedRow } from './importer.ts'

/** Counts what became of the rows and keeps each under its line. */
export function createReport(importId: string) {
  const counts = { rows: 0, created: 0, updated: 0, unchanged: 0, skipped: 0 }
  const contacts = { contactsAdded: 0, contactsUpdated: 0 }
  const byReason = new Map<ClientRowReason, number>()
  return {
    keep(tx: WritableDb, row: ImportedRow): void {
      counts.rows++
      counts[row.outcome]++
      contacts.contactsAdded += row.contactsAdded
      contacts.contactsUpdated += row.contactsUpdated
      for (const reason of new Set(row.issues.map((issue) => issue.reason)))
        byReason.set(reason, (byReason.get(reason) ?? 0) + 1)
      tx.sqlRun(
        `INSERT OR REPLACE INTO client_import_rows (importId, line, outcome, name, clientId, issues)
         VALUES (?, ?, ?, ?, ?, ?)`,
        [importId, row.line, row.outcome, row.name.slice(0, 200), row.clientId, JSON.stringify(row.issues)],
      )
    },
    summary(): ClientImportReport {
      const order = Object.keys(CLIENT_ROW_REASONS) as ClientRowReason[]
      return {
        ...counts,
        ...contacts,
        reasons: order.flatMap((reason) => {
          const rows = byReason.get(reason)
          return rows === undefined ? [] : [{ reason, severity: CLIENT_ROW_REASONS[reason], rows }]
        }),
      }
    },
  }
}
