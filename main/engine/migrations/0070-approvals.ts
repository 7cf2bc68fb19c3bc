import type { Migration } from '../core/storage/migrate.ts'

/** Decisions that people take before an effect. At most one is open for a thing. */
export const approvals: Migration = {
  id: 70,
  name: 'approvals',
  up(connection) {
    connection.exec(`
CREATE TABLE approvals (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subjectType TEXT NOT NULL,
  subjectId TEXT NOT NULL,
  clientId TEXT,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  payload TEXT NOT NULL,
  contentHash TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'approved', 'rejected', 'expired', 'voided')),
  requestedBy TEXT REFERENCES users (id),
  createdAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL,
  decidedBy TEXT REFERENCES users (id),
  decidedAt INTEGER,
  reason TEXT
) STRICT;
CREATE UNIQUE INDEX approvals_open ON approvals (kind, subjectType, subjectId) WHERE status = 'pending';
CREATE INDEX approvals_time ON approvals (status, createdAt, id);
`)
  },
}
