import type { Migration } from '../core/storage/migrate.ts'

/** Templates with their draft, and what was published, which never changes again. */
export const templates: Migration = {
  id: 50,
  name: 'templates',
  up(connection) {
    connection.exec(`
CREATE TABLE templates (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('es', 'en')),
  isDefault INTEGER NOT NULL DEFAULT 0,
  publishedVersion INTEGER,
  draft TEXT NOT NULL,
  draftHash TEXT NOT NULL,
  publishedHash TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL,
  updatedBy TEXT,
  deletedAt INTEGER
) STRICT;
CREATE INDEX templates_name ON templates (name COLLATE NOCASE, id) WHERE deletedAt IS NULL;
CREATE UNIQUE INDEX templates_default ON templates (type, language) WHERE isDefault = 1 AND deletedAt IS NULL;

CREATE TABLE template_versions (
  id TEXT PRIMARY KEY,
  templateId TEXT NOT NULL REFERENCES templates (id),
  number INTEGER NOT NULL,
  subject TEXT NOT NULL,
  preheader TEXT NOT NULL,
  html TEXT NOT NULL,
  text TEXT,
  layout TEXT NOT NULL,
  variables TEXT NOT NULL,
  lint TEXT NOT NULL,
  note TEXT NOT NULL,
  publishedAt INTEGER NOT NULL,
  publishedBy TEXT,
  UNIQUE (templateId, number)
) STRICT;
CREATE TRIGGER template_versions_stay BEFORE UPDATE ON template_versions
BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END;
`)
  },
}
