import type { Migration } from '../core/storage/migrate.ts'

/** The country of a client's tax id, and imports of clients with what became of each row. */
export const clientImports: Migration = {
  id: 31,
  name: 'client-imports',
  up(connection) {
    connection.exec(`
ALTER TABLE clients ADD COLUMN country TEXT;
CREATE INDEX clients_deleted ON clients (deletedAt) WHERE deletedAt IS NOT NULL;

CREATE TABLE client_imports (
  id TEXT PRIMARY KEY,
  fileName TEXT NOT NULL,
  path TEXT NOT NULL,
  state TEXT NOT NULL,
  inspection TEXT NOT NULL,
  choices TEXT,
  report TEXT,
  problem TEXT,
  rowsRead INTEGER NOT NULL DEFAULT 0,
  startedAt INTEGER,
  finishedAt INTEGER,
  createdAt INTEGER NOT NULL,
  createdBy TEXT
) STRICT;
CREATE INDEX client_imports_running ON client_imports (state) WHERE state IN ('running', 'checking');

CREATE TABLE client_import_rows (
  importId TEXT NOT NULL REFERENCES client_imports (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  name TEXT NOT NULL,
  clientId TEXT,
  issues TEXT NOT NULL,
  PRIMARY KEY (importId, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_import_rows_outcome ON client_import_rows (importId, outcome, line);
`)
  },
}
