import type { Migration } from '../core/storage/migrate.ts'

/** What people are told, by which channel, and what they chose. */
export const notifications: Migration = {
  id: 80,
  name: 'notifications',
  up(connection) {
    connection.exec(`
CREATE TABLE notifications (
  id TEXT PRIMARY KEY,
  userId TEXT NOT NULL REFERENCES users (id),
  dedupeKey TEXT NOT NULL,
  type TEXT NOT NULL,
  category TEXT NOT NULL,
  message TEXT NOT NULL,
  params TEXT NOT NULL,
  subjectType TEXT NOT NULL,
  subjectId TEXT NOT NULL,
  clientId TEXT,
  inApp INTEGER NOT NULL,
  count INTEGER NOT NULL DEFAULT 1,
  createdAt INTEGER NOT NULL,
  shownAt INTEGER NOT NULL,
  readAt INTEGER,
  snoozedUntil INTEGER,
  deletedAt INTEGER
) STRICT;
CREATE UNIQUE INDEX notifications_once ON notifications (userId, dedupeKey);
CREATE INDEX notifications_listed ON notifications (userId, shownAt DESC, id DESC) WHERE deletedAt IS NULL AND inApp = 1;
CREATE INDEX notifications_unread ON notifications (userId, shownAt) WHERE readAt IS NULL AND deletedAt IS NULL AND inApp = 1;
CREATE INDEX notifications_subject ON notifications (subjectType, subjectId) WHERE readAt IS NULL;
CREATE INDEX notifications_age ON notifications (createdAt);

CREATE TABLE notification_deliveries (
  id TEXT PRIMARY KEY,
  notificationId TEXT NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
  userId TEXT NOT NULL,
  channel TEXT NOT NULL,
  frequency TEXT NOT NULL CHECK (frequency IN ('immediate', 'daily', 'weekly')),
  notBefore INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'dropped', 'failed')),
  reason TEXT,
  digestId TEXT,
  emailId TEXT,
  createdAt INTEGER NOT NULL,
  settledAt INTEGER
) STRICT;
CREATE UNIQUE INDEX notification_deliveries_channel ON notification_deliveries (notificationId, channel);
CREATE INDEX notification_deliveries_pending ON notification_deliveries (userId, channel, frequency, notBefore) WHERE state = 'pending';

CREATE TABLE notification_digests (
  id TEXT PRIMARY KEY,
  userId TEXT NOT NULL REFERENCES users (id),
  channel TEXT NOT NULL,
  cadence TEXT NOT NULL CHECK (cadence IN ('daily', 'weekly')),
  localDate TEXT NOT NULL,
  count INTEGER NOT NULL,
  emailId TEXT,
  createdAt INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX notification_digests_window ON notification_digests (userId, channel, cadence, localDate);

CREATE TABLE notification_preferences (
  userId TEXT NOT NULL REFERENCES users (id),
  type TEXT NOT NULL,
  channel TEXT NOT NULL,
  frequency TEXT NOT NULL,
  updatedAt INTEGER NOT NULL,
  PRIMARY KEY (userId, type, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE notification_quiet_hours (
  userId TEXT PRIMARY KEY REFERENCES users (id),
  fromMinute INTEGER NOT NULL,
  toMinute INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`)
  },
}
