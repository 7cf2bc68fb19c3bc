import type { Migration } from '../core/storage/migrate.ts'

/** How many messages of a campaign ended well or badly in each hour: charts never read a million rows. */
export const hourlyOutcomes: Migration = {
  id: 95,
  name: 'hourly outcomes',
  up(connection) {
    connection.exec(`
CREATE TABLE hourly_outcomes (
  hour INTEGER NOT NULL,
  campaignId TEXT NOT NULL,
  accepted INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (hour, campaignId)
) STRICT, WITHOUT ROWID;
`)
  },
}
