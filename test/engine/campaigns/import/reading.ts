import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  inspectFile,
  readRecipients,
  type ReadRecipientsOptions,
} from '../../../../main/engine/campaigns/import/import.ts'
import type { FileInspection, InspectOptions } from '../../../../main/engine/campaigns/import/inspect.ts'
import { FileProblemError } from '../../../../main/engine/core/sheets/file-problem.ts'
import type { ExcludedRow, ImportedRecipient } from '../../../../main/engine/campaigns/import/recipients.ts'
import type { RowIssue } from '../../../../main/engine/campaigns/import/row-view.ts'
import { createReport, type ValidationReport } from '../../../../main/engine/campaigns/import/report.ts'

/** A file of the fixtures folder. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../../fixtures/${name}`, import.meta.url))
}

/** A file in a folder of its own. */
export async function aFile(content: string | Uint8Array, name = 'report.csv'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'despacho-import-'))
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

export interface Reading {
  readonly inspection: FileInspection
  readonly recipients: ImportedRecipient[]
  readonly excluded: ExcludedRow[]
  readonly issues: RowIssue[]
  readonly report: ValidationReport
}

/** Inspects a file, accepts what is proposed, and reads it to the end. */
export async function readFile(
  path: string,
  changes: Partial<ReadRecipientsOptions> = {},
  look: InspectOptions = {},
): Promise<Reading> {
  const inspection = await inspectFile(path, look)
  const report = createReport()
  const reading: Omit<Reading, 'report'> = { inspection, recipients: [], excluded: [], issues: [] }
  for await (const batch of readRecipients(path, { ...asProposed(inspection), ...changes })) {
    report.add(batch)
    reading.recipients.push(...batch.recipients)
    reading.excluded.push(...batch.excluded)
    reading.issues.push(...batch.issues)
  }
  return { ...reading, report: report.report() }
}

export function asProposed(inspection: FileInspection): ReadRecipientsOptions {
  return {
    format: inspection.format,
    mapping: inspection.mapping,
    numberFormat: inspection.numberFormat.format ?? 'commaDecimal',
    dateFormat: inspection.dateFormat.format ?? 'dmy',
    currency: 'CLP',
    taxIdCountry: 'CL',
    allowTestDomains: true,
    repeatedAddress: 'merge',
    requiredVariables: [],
    letThrough: [],
  }
}

/** The problem a promise is refused with, or a failure when it is not. */
export async function problemOf(
  work: Promise<unknown>,
): Promise<{ reason: string; params: Record<string, unknown> }> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof FileProblemError)) throw error ?? new Error('Nothing was refused')
  return { reason: error.reason, params: error.params }
}

/** The reasons found for one line, in their order. */
export function reasonsAt(issues: readonly RowIssue[], line: number): string[] {
  return issues.filter((issue) => issue.line === line).map(({ reason }) => reason)
}
