declare module '../storage/tables.ts' {
  interface Tables {
    events: EventsTable
    event_cursors: EventCursorsTable
  }
}

export interface EventsTable {
  seq: number
  id: string
  at: number
  type: string
  subjectType: string
  subjectId: string
  clientId: string | null
  actorKind: string
  actorId: string | null
  payload: string
  causation: string
}

export interface EventCursorsTable {
  subscriber: string
  seq: number
}
