import type { ClientImport } from '../../../shared/contract/clients/imports.ts'
import type { ClientRowOutcome } from '../../../shared/domain/client-import.ts'
import type { ClientStage } from '../../../shared/domain/client-stages.ts'
import type { EditedColumns } from '../core/storage/tables.ts'

declare module '../core/storage/tables.ts' {
  interface Tables {
    clients: ClientsTable
    client_tags: ClientTagsTable
    contacts: ContactsTable
    client_imports: ClientImportsTable
    client_import_rows: ClientImportRowsTable
  }
}

export interface ClientsTable extends EditedColumns {
  id: string
  name: string
  /** Lower case without accents: what a search looks in. */
  searchText: string
  taxId: string | null
  /** Of the tax id; null for the workspace's own. */
  country: string | null
  stage: ClientStage
  health: number | null
  assigneeId: string | null
  notes: string
  lastActivityAt: number | null
}

export interface ClientTagsTable {
  clientId: string
  tag: string
}

export interface ContactsTable extends EditedColumns {
  id: string
  clientId: string
  name: string
  email: string | null
  phone: string | null
  position: string | null
  language: string | null
  isPrimary: number
}

export interface ClientImportsTable {
  id: string
  fileName: string
  /** Name of the uploaded file in the workspace's folder of imports. */
  path: string
  state: ClientImport['state']
  /** JSON: what is shown of the file, and its format. */
  inspection: string
  choices: string | null
  report: string | null
  problem: string | null
  rowsRead: number
  startedAt: number | null
  finishedAt: number | null
  createdAt: number
  createdBy: string | null
}

export interface ClientImportRowsTable {
  importId: string
  line: number
  outcome: ClientRowOutcome
  name: string
  clientId: string | null
  issues: string
}
