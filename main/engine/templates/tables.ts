import type { TemplateType } from '../../../shared/domain/template-types.ts'
import type { EditedColumns } from '../core/storage/tables.ts'

declare module '../core/storage/tables.ts' {
  interface Tables {
    templates: TemplatesTable
    template_versions: TemplateVersionsTable
  }
}

export interface TemplatesTable extends EditedColumns {
  id: string
  name: string
  type: TemplateType
  language: 'es' | 'en'
  isDefault: number
  publishedVersion: number | null
  /** JSON of `templateContentSchema`. */
  draft: string
  /** Hashes of the content, to see whether the draft differs from what is published. */
  draftHash: string
  publishedHash: string | null
}

/** What was published: never changes again. */
export interface TemplateVersionsTable {
  id: string
  templateId: string
  number: number
  subject: string
  preheader: string
  html: string
  text: string | null
  /** JSON of `mailLayoutSchema` as it was then, so that a version always writes the same message. */
  layout: string
  variables: string
  lint: string
  note: string
  publishedAt: number
  publishedBy: string | null
}
