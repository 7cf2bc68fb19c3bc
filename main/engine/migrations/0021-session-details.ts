import type { Migration } from '../core/storage/migrate.ts'

/** What people choose for themselves, and what their sessions were opened with. */
export const sessionDetails: Migration = {
  id: 21,
  name: 'session details',
  up(connection) {
    connection.exec(`
ALTER TABLE users ADD COLUMN theme TEXT NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark'));
ALTER TABLE sessions ADD COLUMN device TEXT;
`)
  },
}
