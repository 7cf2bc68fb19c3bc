import type { ClientStage } from '../../../shared/domain/client-stages.ts'
import type { EditedColumns } from '../core/storage/tables.ts'

declare module '../core/storage/tables.ts' {
  interface Tables {
    clients: ClientsTable
    client_tags: ClientTagsTable
    contacts: ContactsTable
  }
}

export interface ClientsTable extends EditedColumns {
  id: string
  name: string
  /** Lower case without accents: what a search looks in. */
  searchText: string
  taxId: string | null
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
