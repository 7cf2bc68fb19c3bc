import type { Migration } from '../core/storage/migrate.ts'

/** Settings, events, queue, schedules, audit, secrets. */
export const core: Migration = {
  id: 10,
  name: 'core',
  up(connection) {
    connection.exec(`
CREATE TABLE workspace (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  updatedAt INTEGER NOT NULL,
  updatedBy TEXT
) STRICT;

CREATE TABLE events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  subjectType TEXT NOT NULL,
  subjectId TEXT NOT NULL,
  clientId TEXT,
  actorKind TEXT NOT NULL,
  actorId TEXT,
  payload TEXT NOT NULL,
  causation TEXT NOT NULL
) STRICT;
CREATE INDEX events_client ON events (clientId, seq) WHERE clientId IS NOT NULL;
CREATE INDEX events_subject ON events (subjectType, subjectId, seq);

CREATE TABLE event_cursors (
  subscriber TEXT PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT;

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ready', 'running', 'scheduled', 'done', 'dead', 'cancelled')),
  priority INTEGER NOT NULL DEFAULT 0,
  rank INTEGER NOT NULL,
  runAt INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  recoveries INTEGER NOT NULL DEFAULT 0,
  maxAttempts INTEGER NOT NULL,
  uniqueKey TEXT,
  groupKey TEXT,
  leaseToken INTEGER,
  leaseUntil INTEGER,
  epoch INTEGER,
  lastError TEXT,
  createdAt INTEGER NOT NULL,
  finishedAt INTEGER
) STRICT;
CREATE INDEX jobs_ready ON jobs (type, rank, id) WHERE state = 'ready';
CREATE INDEX jobs_scheduled ON jobs (runAt) WHERE state = 'scheduled';
CREATE INDEX jobs_running ON jobs (id) WHERE state = 'running';
CREATE INDEX jobs_dead ON jobs (finishedAt) WHERE state = 'dead';
CREATE INDEX jobs_unique ON jobs (type, uniqueKey) WHERE uniqueKey IS NOT NULL AND state IN ('ready', 'running', 'scheduled');

CREATE TABLE schedules (
  id TEXT PRIMARY KEY,
  feature TEXT NOT NULL,
  cron TEXT NOT NULL,
  zone TEXT,
  misfire TEXT NOT NULL CHECK (misfire IN ('once', 'skip')),
  enabled INTEGER NOT NULL DEFAULT 1,
  nextAt INTEGER,
  lastAt INTEGER,
  updatedAt INTEGER NOT NULL,
  updatedBy TEXT
) STRICT;

CREATE TABLE schedule_fires (
  scheduleId TEXT NOT NULL,
  fireAt INTEGER NOT NULL,
  firedAt INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('fired', 'late', 'missed', 'by_hand')),
  jobId INTEGER,
  PRIMARY KEY (scheduleId, fireAt)
) STRICT;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actorKind TEXT NOT NULL,
  actorId TEXT,
  action TEXT NOT NULL,
  subjectType TEXT NOT NULL,
  subjectId TEXT,
  beforeHash TEXT,
  afterHash TEXT,
  details TEXT NOT NULL,
  prevHash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_subject ON audit (subjectType, subjectId, seq);
CREATE INDEX audit_actor ON audit (actorId, seq);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;

CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  nonce BLOB NOT NULL,
  box BLOB NOT NULL,
  hint TEXT NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT;
`)
  },
}
