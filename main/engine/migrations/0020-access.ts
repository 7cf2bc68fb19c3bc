import type { Migration } from '../core/storage/migrate.ts'

/** Users, sessions, API keys. */
export const access: Migration = {
  id: 20,
  name: 'access',
  up(connection) {
    connection.exec(`
CREATE TABLE users (
  id TEXT PRIMARY KEY,
  signInName TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT,
  role TEXT NOT NULL CHECK (role IN ('admin', 'manager', 'staff', 'viewer')),
  password TEXT,
  active INTEGER NOT NULL DEFAULT 1,
  language TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  lockedUntil INTEGER,
  lastSignInAt INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL,
  updatedBy TEXT,
  deletedAt INTEGER
) STRICT;
CREATE UNIQUE INDEX users_sign_in_name ON users (lower(signInName)) WHERE deletedAt IS NULL;

CREATE TABLE sessions (
  tokenHash TEXT PRIMARY KEY,
  userId TEXT NOT NULL REFERENCES users (id),
  via TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  lastSeenAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_user ON sessions (userId);

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  tokenHash TEXT NOT NULL UNIQUE,
  prefix TEXT NOT NULL,
  userId TEXT NOT NULL REFERENCES users (id),
  permissions TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  lastUsedAt INTEGER,
  expiresAt INTEGER,
  revokedAt INTEGER
) STRICT;
`)
  },
}
