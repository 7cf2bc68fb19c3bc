import type { Migration } from '../core/storage/migrate.ts'

/** Mail accounts, the log of single messages, the sandbox mailbox. */
export const mail: Migration = {
  id: 40,
  name: 'mail',
  up(connection) {
    connection.exec(`
CREATE TABLE mail_accounts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('smtp', 'sandbox')),
  enabled INTEGER NOT NULL DEFAULT 1,
  position INTEGER NOT NULL,
  fromName TEXT NOT NULL,
  fromAddress TEXT NOT NULL,
  replyTo TEXT,
  sendingDomain TEXT NOT NULL,
  host TEXT,
  port INTEGER,
  tls TEXT NOT NULL CHECK (tls IN ('implicit', 'starttls', 'none')),
  verifyCertificate INTEGER NOT NULL DEFAULT 1,
  user TEXT,
  connections INTEGER NOT NULL,
  messagesPerConnection INTEGER NOT NULL,
  messagesPerMinute INTEGER,
  dailyLimit INTEGER,
  lastSuccessAt INTEGER,
  lastErrorAt INTEGER,
  lastErrorReason TEXT,
  lastErrorText TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL,
  updatedBy TEXT,
  deletedAt INTEGER
) STRICT;
CREATE INDEX mail_accounts_order ON mail_accounts (position) WHERE deletedAt IS NULL;

CREATE TABLE emails (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('queued', 'sending', 'handed_over', 'accepted', 'ambiguous', 'failed', 'cancelled')),
  accountId TEXT NOT NULL REFERENCES mail_accounts (id),
  sentBy TEXT REFERENCES mail_accounts (id),
  fromName TEXT NOT NULL,
  fromAddress TEXT NOT NULL,
  replyTo TEXT,
  recipients TEXT NOT NULL,
  cc TEXT NOT NULL,
  bcc TEXT NOT NULL,
  searchText TEXT NOT NULL,
  subject TEXT NOT NULL,
  html TEXT,
  text TEXT NOT NULL,
  inline TEXT,
  templateId TEXT,
  templateVersion INTEGER,
  clientId TEXT,
  resendOf TEXT REFERENCES emails (id),
  messageId TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  nextAttemptAt INTEGER,
  errorReason TEXT,
  errorText TEXT,
  openedAt INTEGER,
  acceptedAt INTEGER,
  createdAt INTEGER NOT NULL,
  createdBy TEXT,
  updatedAt INTEGER NOT NULL
) STRICT;
CREATE INDEX emails_created ON emails (createdAt DESC, id DESC);
CREATE INDEX emails_status ON emails (status, createdAt DESC, id DESC);
CREATE INDEX emails_client ON emails (clientId, createdAt DESC) WHERE clientId IS NOT NULL;
CREATE INDEX emails_message ON emails (messageId);
CREATE INDEX emails_resend ON emails (resendOf) WHERE resendOf IS NOT NULL;

CREATE TABLE sandbox_messages (
  id TEXT PRIMARY KEY,
  receivedAt INTEGER NOT NULL,
  envelopeFrom TEXT NOT NULL,
  recipients TEXT NOT NULL,
  fromHeader TEXT NOT NULL,
  subject TEXT NOT NULL,
  messageId TEXT,
  size INTEGER NOT NULL,
  attachments INTEGER NOT NULL DEFAULT 0,
  seen INTEGER NOT NULL DEFAULT 0,
  raw BLOB NOT NULL
) STRICT;
CREATE INDEX sandbox_messages_unseen ON sandbox_messages (id) WHERE seen = 0;
CREATE INDEX sandbox_messages_message ON sandbox_messages (messageId) WHERE messageId IS NOT NULL;
`)
  },
}
