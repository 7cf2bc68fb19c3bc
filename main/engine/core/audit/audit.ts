import { createHash } from 'node:crypto'
import type { Actor } from '../actor.ts'
import type { Clock } from '../clock.ts'
import { redact } from '../log.ts'
import type { ReadableDb, WritableDb } from '../storage/database.ts'
import type { AuditTable } from './tables.ts'

export interface AuditEntry {
  actor: Actor
  /** `feature.verb`, e.g. `campaign.launch`. */
  action: string
  subjectType: string
  subjectId?: string | null
  /** States before and after; only their hashes are kept. */
  before?: unknown
  after?: unknown
  /** Facts without personal data: counts, names of fields, reasons. */
  details?: Record<string, string | number | boolean | null | readonly string[]>
}

export interface Audit {
  record(tx: WritableDb, entry: AuditEntry): void
}

export const GENESIS = '0'.repeat(64)

/** Append-only and hash-chained: every entry covers the one before it. */
export function createAudit(clock: Clock): Audit {
  return {
    record(tx, entry) {
      const prevHash =
        tx.sqlGet<{ hash: string }>('SELECT hash FROM audit ORDER BY seq DESC LIMIT 1')?.hash ?? GENESIS
      const row = {
        at: clock.now(),
        actorKind: entry.actor.kind,
        actorId: entry.actor.userId,
        action: entry.action,
        subjectType: entry.subjectType,
        subjectId: entry.subjectId ?? null,
        beforeHash: entry.before === undefined ? null : sha256(canonical(entry.before)),
        afterHash: entry.after === undefined ? null : sha256(canonical(entry.after)),
        details: canonical(redact(entry.details ?? {})),
        prevHash,
      }
      tx.sqlRun(
        `INSERT INTO audit (at, actorKind, actorId, action, subjectType, subjectId, beforeHash, afterHash, details, prevHash, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [...Object.values(row), sha256(canonical(row))],
      )
    },
  }
}

export type AuditVerdict =
  | { ok: true; entries: number; head: string }
  | { ok: false; entries: number; brokenAt: number }

/** Recomputes the whole chain; names the first entry that does not fit. */
export function verifyAudit(db: ReadableDb): AuditVerdict {
  let prevHash = GENESIS
  let entries = 0
  let after = 0
  for (;;) {
    const rows = db.sqlAll<AuditTable>('SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT 1000', [after])
    if (rows.length === 0) return { ok: true, entries, head: prevHash }
    for (const { seq, hash, ...row } of rows) {
      if (seq !== after + 1 || row.prevHash !== prevHash || sha256(canonical(row)) !== hash) {
        return { ok: false, entries, brokenAt: seq }
      }
      prevHash = hash
      after = seq
      entries += 1
    }
  }
}

/** JSON with sorted keys (in the manner of RFC 8785), so that equal values have equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
    return `{${fields.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
