import type { Migration } from '../core/storage/migrate.ts'

/**
 * Campaigns, their recipients and the ledger of deliveries. The three large tables have whole numbers as
 * ids and no foreign keys: both are paid at every message (docs/decisions/0051).
 */
export const campaigns: Migration = {
  id: 60,
  name: 'campaigns',
  up(connection) {
    connection.exec(CAMPAIGNS + LEDGER + DELIVERY + IMPORTS)
  },
}

const CAMPAIGNS = `
CREATE TABLE campaigns (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'awaiting_approval', 'scheduled', 'running', 'paused', 'finished', 'cancelled')),
  clientId TEXT,
  settings TEXT NOT NULL,
  recipientsFrom TEXT NOT NULL DEFAULT 'none',
  importId INTEGER,
  accountId TEXT,
  sendingDomain TEXT,
  strategy TEXT,
  zone TEXT,
  country TEXT,
  templateVersion INTEGER,
  fallbackVersion INTEGER,
  contentHash TEXT,
  variables TEXT NOT NULL DEFAULT '[]',
  recipientsRevision INTEGER NOT NULL DEFAULT 0,
  replanning INTEGER NOT NULL DEFAULT 0,
  approvalId TEXT,
  startAt INTEGER,
  launchedAt INTEGER,
  finishedAt INTEGER,
  pausedAt INTEGER,
  pausedReason TEXT,
  pausedDetail TEXT,
  plannedOn TEXT,
  createdBy TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL,
  updatedBy TEXT,
  deletedAt INTEGER
) STRICT;
CREATE INDEX campaigns_status ON campaigns (status, id) WHERE deletedAt IS NULL;
CREATE INDEX campaigns_client ON campaigns (clientId, id) WHERE clientId IS NOT NULL;
CREATE INDEX campaigns_creator ON campaigns (createdBy, id);
CREATE INDEX campaigns_domain ON campaigns (sendingDomain, status) WHERE sendingDomain IS NOT NULL;

CREATE TABLE campaign_counts (
  campaignId TEXT NOT NULL,
  stage INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (campaignId, stage, state, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign_recipients (
  id INTEGER PRIMARY KEY,
  campaignId TEXT NOT NULL,
  importId INTEGER,
  position INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  email TEXT NOT NULL COLLATE NOCASE,
  name TEXT,
  taxId TEXT,
  creditor TEXT,
  clientId TEXT,
  amountMinor INTEGER,
  currency TEXT,
  issuedOn TEXT,
  dueOn TEXT,
  paymentLink TEXT,
  language TEXT,
  zone TEXT,
  role TEXT NOT NULL,
  flags TEXT NOT NULL DEFAULT '',
  invoices TEXT NOT NULL,
  variables TEXT NOT NULL,
  lane TEXT NOT NULL,
  excludedReason TEXT,
  stage INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX campaign_recipients_address ON campaign_recipients (campaignId, email);
CREATE INDEX campaign_recipients_waiting ON campaign_recipients (campaignId, rank) WHERE stage = 0 AND excludedReason IS NULL;
CREATE INDEX campaign_recipients_excluded ON campaign_recipients (campaignId, excludedReason) WHERE excludedReason IS NOT NULL;
`

const LEDGER = `
CREATE TABLE batches (
  id INTEGER PRIMARY KEY,
  campaignId TEXT NOT NULL,
  number INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('planned', 'sending', 'done', 'cancelled')),
  plannedOn TEXT NOT NULL,
  dueAt INTEGER NOT NULL,
  size INTEGER NOT NULL,
  waiting INTEGER NOT NULL,
  accepted INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  ambiguous INTEGER NOT NULL DEFAULT 0,
  moved INTEGER NOT NULL DEFAULT 0,
  startedAt INTEGER,
  finishedAt INTEGER,
  fallbackAt INTEGER
) STRICT;
CREATE UNIQUE INDEX batches_campaign ON batches (campaignId, number);
CREATE INDEX batches_open ON batches (campaignId, dueAt) WHERE status IN ('planned', 'sending');
CREATE INDEX batches_fallback ON batches (campaignId, fallbackAt) WHERE fallbackAt IS NOT NULL;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaignId TEXT NOT NULL,
  recipientId INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'claimed', 'handed_over', 'accepted', 'delivered', 'bounced', 'complained', 'ambiguous', 'skipped', 'failed')),
  reason TEXT NOT NULL DEFAULT '',
  batchId INTEGER,
  rank INTEGER NOT NULL,
  lane TEXT NOT NULL,
  notBefore INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  epoch INTEGER,
  leaseUntil INTEGER,
  quotaOn TEXT,
  accountId TEXT,
  replyCode INTEGER,
  response TEXT,
  plannedAt INTEGER NOT NULL,
  claimedAt INTEGER,
  handedOverAt INTEGER,
  settledAt INTEGER,
  engagedAt INTEGER
) STRICT;
CREATE UNIQUE INDEX deliveries_recipient ON deliveries (recipientId, stage, campaignId);
CREATE INDEX deliveries_due ON deliveries (batchId, lane, notBefore, id) WHERE state = 'planned';
CREATE INDEX deliveries_unbatched ON deliveries (campaignId, rank, id) WHERE state = 'planned' AND batchId IS NULL;
CREATE INDEX deliveries_live ON deliveries (state, id) WHERE state IN ('claimed', 'handed_over');
CREATE INDEX deliveries_listed ON deliveries (campaignId, state, reason, id);
CREATE INDEX deliveries_batch ON deliveries (batchId, id);

CREATE TABLE delivery_log (
  id INTEGER PRIMARY KEY,
  deliveryId INTEGER NOT NULL,
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  reason TEXT,
  response TEXT,
  until INTEGER,
  userId TEXT
) STRICT;
CREATE INDEX delivery_log_delivery ON delivery_log (deliveryId, id);

CREATE TABLE contact_ledger (
  id INTEGER PRIMARY KEY,
  debtor TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('contact', 'void')),
  channel TEXT NOT NULL,
  at INTEGER NOT NULL,
  campaignId TEXT,
  deliveryId INTEGER
) STRICT;
CREATE INDEX contact_ledger_debtor ON contact_ledger (debtor, id);
CREATE TRIGGER contact_ledger_no_update BEFORE UPDATE ON contact_ledger BEGIN SELECT raise(ABORT, 'the contact ledger is append-only'); END;
CREATE TRIGGER contact_ledger_no_delete BEFORE DELETE ON contact_ledger BEGIN SELECT raise(ABORT, 'the contact ledger is append-only'); END;
`

const DELIVERY = `
CREATE TABLE delivery_strategies (
  kind TEXT PRIMARY KEY,
  parameters TEXT NOT NULL,
  version INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL,
  updatedBy TEXT
) STRICT;

CREATE TABLE sending_domains (
  domain TEXT PRIMARY KEY,
  warmedUp INTEGER NOT NULL DEFAULT 0,
  hasIssues INTEGER NOT NULL DEFAULT 0,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT;

CREATE TABLE daily_sending_limits (
  domain TEXT NOT NULL,
  date TEXT NOT NULL,
  warmupDay INTEGER NOT NULL,
  allowed INTEGER NOT NULL,
  reserved INTEGER NOT NULL DEFAULT 0,
  accepted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (domain, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE daily_account_sends (
  accountId TEXT NOT NULL,
  date TEXT NOT NULL,
  reserved INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (accountId, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE suppressions (
  address TEXT PRIMARY KEY COLLATE NOCASE,
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  evidence TEXT,
  at INTEGER NOT NULL,
  userId TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE holiday_tables (
  country TEXT NOT NULL,
  year INTEGER NOT NULL,
  content TEXT NOT NULL,
  version INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL,
  updatedBy TEXT,
  PRIMARY KEY (country, year)
) STRICT, WITHOUT ROWID;
`

const IMPORTS = `
CREATE TABLE mapping_memory (
  sourceKey TEXT PRIMARY KEY,
  mapping TEXT NOT NULL,
  formats TEXT NOT NULL,
  updatedAt INTEGER NOT NULL,
  updatedBy TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE recipient_imports (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  campaignId TEXT NOT NULL,
  fileName TEXT NOT NULL,
  path TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('inspected', 'running', 'done', 'failed', 'cancelled')),
  sourceKey TEXT NOT NULL,
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
CREATE INDEX recipient_imports_campaign ON recipient_imports (campaignId, id);

CREATE TABLE import_rows (
  importId INTEGER NOT NULL,
  reason TEXT NOT NULL,
  line INTEGER NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  hint TEXT,
  PRIMARY KEY (importId, reason, line, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_rows_line ON import_rows (importId, line);

CREATE TABLE import_excluded (
  importId INTEGER NOT NULL,
  line INTEGER NOT NULL,
  email TEXT,
  name TEXT,
  PRIMARY KEY (importId, line)
) STRICT, WITHOUT ROWID;
`
