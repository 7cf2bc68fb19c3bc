import { ROW_REASONS, type RowReason, type RowSeverity } from '../../../../shared/domain/recipient-import.ts'
import type { RecipientBatch } from './import.ts'
import type { RowIssue } from './row-view.ts'

/** One reason of the report with the rows it lists. */
export interface ReasonReport {
  readonly reason: RowReason
  readonly severity: RowSeverity
  /** How many rows it was found in. */
  readonly rows: number
  /** The first of them, up to the report's bound. */
  readonly issues: readonly RowIssue[]
}

/** What a person reads before anything is created: `rows` = rows of recipients + `excludedRows`. */
export interface ValidationReport {
  readonly rows: number
  readonly recipients: number
  readonly mergedRows: number
  readonly excludedRows: number
  /** In the order of `ROW_REASONS`: what blocks first. */
  readonly reasons: readonly ReasonReport[]
}

export interface ReportBuilder {
  readonly add: (batch: RecipientBatch) => void
  readonly report: () => ValidationReport
}

/** Gathers the batches of `readRecipients` into a report that keeps at most `issuesPerReason` rows each. */
export function createReport({
  issuesPerReason = 200,
}: { readonly issuesPerReason?: number } = {}): ReportBuilder {
  const byReason = new Map<RowReason, { lines: number; lastLine: number; issues: RowIssue[] }>()
  let rows = 0
  let recipients = 0
  let mergedRows = 0
  let excludedRows = 0

  return {
    add(batch) {
      rows += batch.rows
      recipients += batch.recipients.length
      mergedRows += batch.mergedRows
      excludedRows += batch.excluded.length
      for (const issue of batch.issues) {
        let found = byReason.get(issue.reason)
        if (found === undefined) byReason.set(issue.reason, (found = { lines: 0, lastLine: 0, issues: [] }))
        if (found.lastLine !== issue.line) found.lines++
        found.lastLine = issue.line
        if (found.issues.length < issuesPerReason) found.issues.push(issue)
      }
    },
    report() {
      const reasons = (Object.keys(ROW_REASONS) as RowReason[]) // the keys of a constant object are its type
        .flatMap((reason) => {
          const found = byReason.get(reason)
          return found === undefined
            ? []
            : [{ reason, severity: ROW_REASONS[reason], rows: found.lines, issues: found.issues }]
        })
      return { rows, recipients, mergedRows, excludedRows, reasons }
    },
  }
}
