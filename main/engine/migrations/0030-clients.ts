import type { Migration } from '../core/storage/migrate.ts'

/** Clients, their tags and contacts. */
export const clients: Migration = {
  id: 30,
  name: 'clients',
  up(connection) {
    connection.exec(`
CREATE TABLE clients (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  searchText TEXT NOT NULL,
  taxId TEXT,
  stage TEXT NOT NULL,
  health INTEGER CHECK (health BETWEEN 0 AND 100),
  assigneeId TEXT REFERENCES users (id),
  notes TEXT NOT NULL DEFAULT '',
  lastActivityAt INTEGER,
  version INTEGER NOT NULL DEFAULT 1,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL,
  updatedBy TEXT,
  deletedAt INTEGER
) STRICT;
CREATE UNIQUE INDEX clients_tax_id ON clients (taxId) WHERE taxId IS NOT NULL AND deletedAt IS NULL;
CREATE INDEX clients_name ON clients (name COLLATE NOCASE, id) WHERE deletedAt IS NULL;
CREATE INDEX clients_assignee ON clients (assigneeId) WHERE deletedAt IS NULL;

CREATE TABLE client_tags (
  clientId TEXT NOT NULL REFERENCES clients (id),
  tag TEXT NOT NULL,
  PRIMARY KEY (clientId, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_tags_tag ON client_tags (tag);

CREATE TABLE contacts (
  id TEXT PRIMARY KEY,
  clientId TEXT NOT NULL REFERENCES clients (id),
  name TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  position TEXT,
  language TEXT,
  isPrimary INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL,
  updatedBy TEXT,
  deletedAt INTEGER
) STRICT;
CREATE INDEX contacts_client ON contacts (clientId) WHERE deletedAt IS NULL;
CREATE INDEX contacts_email ON contacts (lower(email)) WHERE email IS NOT NULL AND deletedAt IS NULL;
`)
  },
}
