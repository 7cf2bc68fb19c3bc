declare module '../storage/tables.ts' {
  interface Tables {
    audit: AuditTable
  }
}

export interface AuditTable {
  seq: number
  at: number
  actorKind: string
  actorId: string | null
  action: string
  subjectType: string
  subjectId: string | null
  beforeHash: string | null
  afterHash: string | null
  details: string
  prevHash: string
  hash: string
}
