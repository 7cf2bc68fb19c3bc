import { type ExpressionBuilder, type SqlBool, type Expression, sql } from 'kysely'
import { z } from 'zod'
import type { Client, Contact } from '../../../shared/contract/clients.ts'
import type { Page } from '../../../shared/contract/base.ts'
import { notFound } from '../../../shared/contract/errors.ts'
import type { ClientStage } from '../../../shared/domain/client-stages.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { EventsTable } from '../core/events/tables.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'
import type { Tables } from '../core/storage/tables.ts'
import type { ClientsTable, ContactsTable } from './tables.ts'
import { foldText } from './search-text.ts'

export interface ClientFilter {
  search?: string | undefined
  stage?: ClientStage[] | undefined
  assigneeId?: string[] | undefined
  tag?: string[] | undefined
  healthBelow?: number | undefined
}

export interface ClientListInput extends ClientFilter {
  limit: number
  cursor?: string | undefined
  sort: 'name' | 'health' | 'updatedAt' | 'lastActivityAt'
  direction: 'asc' | 'desc'
}

/**
 * SQL and parameters that hold for the clients an actor may see; `column` names the client's id in
 * the caller's query. Other features put it in the WHERE of whatever hangs below a client.
 */
export function clientScope(actor: Actor, column: string): { sql: string; params: string[] } {
  if (actor.sees === 'all') return { sql: '1', params: [] }
  return {
    sql: `EXISTS (SELECT 1 FROM clients scoped WHERE scoped.id = ${column} AND scoped.assigneeId = ?)`,
    params: [actor.userId ?? ''],
  }
}

/** Whether the actor may see this client. */
export function maySeeClient(db: ReadableDb, actor: Actor, clientId: string): boolean {
  const scope = clientScope(actor, 'c.id')
  const row = db.sqlGet(`SELECT 1 FROM clients c WHERE c.id = ? AND c.deletedAt IS NULL AND ${scope.sql}`, [
    clientId,
    ...scope.params,
  ])
  return row !== undefined
}

type ClientExpressions = ExpressionBuilder<Tables, 'clients'>

/** The WHERE of a filter within what the actor sees. */
export function clientsMatching(actor: Actor, filter: ClientFilter) {
  return (eb: ClientExpressions): Expression<SqlBool> => {
    const terms: Expression<SqlBool>[] = [eb('clients.deletedAt', 'is', null)]
    if (actor.sees === 'assigned') terms.push(eb('clients.assigneeId', '=', actor.userId))
    if (filter.search) terms.push(sql<SqlBool>`instr(clients.searchText, ${foldText(filter.search)}) > 0`)
    if (filter.stage?.length) terms.push(eb('clients.stage', 'in', filter.stage))
    if (filter.assigneeId?.length) terms.push(eb('clients.assigneeId', 'in', filter.assigneeId))
    if (filter.healthBelow !== undefined) terms.push(eb('clients.health', '<', filter.healthBelow))
    if (filter.tag?.length) {
      const tagged = eb
        .selectFrom('client_tags')
        .select('client_tags.clientId')
        .where('client_tags.tag', 'in', filter.tag)
      terms.push(eb('clients.id', 'in', tagged))
    }
    return eb.and(terms)
  }
}

type ClientRow = ClientsTable & { assigneeName: string | null; contacts: number; tags: string | null }

/** Clients the actor may see, sorted and filtered, a page at a time. */
export function listClients(ctx: EngineContext, actor: Actor, input: ClientListInput): Page<Client> {
  const after = decodeCursor(input.cursor)
  const key = sortKeys[input.sort]
  const rows = ctx.db.all((q) => {
    let query = selectClients(q)
      .where(clientsMatching(actor, input))
      .orderBy(key, input.direction)
      .orderBy('clients.id', input.direction)
      .limit(input.limit + 1)
    if (after) {
      const comparison = sql.raw(input.direction === 'asc' ? '>' : '<')
      query = query.where(sql<SqlBool>`(${key}, clients.id) ${comparison} (${after[0]}, ${after[1]})`)
    }
    return query
  })
  return pageFrom<ClientRow, Client>(
    rows,
    input.limit,
    (row) => [sortValue(row, input.sort), row.id],
    toClient,
  )
}

/** NULLs sort as the lowest value, so that a cursor can stand on them. */
const sortKeys = {
  name: sql<string>`clients.searchText`,
  health: sql<number>`coalesce(clients.health, -1)`,
  updatedAt: sql<number>`clients.updatedAt`,
  lastActivityAt: sql<number>`coalesce(clients.lastActivityAt, 0)`,
}

function sortValue(row: ClientRow, sort: ClientListInput['sort']): string | number {
  if (sort === 'name') return row.searchText
  if (sort === 'health') return row.health ?? -1
  if (sort === 'updatedAt') return row.updatedAt
  return row.lastActivityAt ?? 0
}

type Query = Parameters<Parameters<ReadableDb['all']>[0]>[0]

function selectClients(q: Query) {
  return q
    .selectFrom('clients')
    .leftJoin('users', 'users.id', 'clients.assigneeId')
    .selectAll('clients')
    .select((eb) => [
      'users.name as assigneeName',
      eb
        .selectFrom('contacts')
        .whereRef('contacts.clientId', '=', 'clients.id')
        .where('contacts.deletedAt', 'is', null)
        .select((count) => count.fn.countAll<number>().as('n'))
        .as('contacts'),
      eb
        .selectFrom('client_tags')
        .whereRef('client_tags.clientId', '=', 'clients.id')
        .select(sql<string>`json_group_array(tag)`.as('tags'))
        .as('tags'),
    ])
    .$castTo<ClientRow>()
}

/** One client, or NOT_FOUND when it is not there or not the actor's to see. */
export function getClient(ctx: EngineContext, actor: Actor, id: string): Client {
  const row = ctx.db.get((q) =>
    selectClients(q).where('clients.id', '=', id).where(clientsMatching(actor, {})),
  )
  if (!row) throw notFound('client')
  return toClient(row)
}

function toClient(row: ClientRow): Client {
  return {
    id: row.id,
    name: row.name,
    taxId: row.taxId,
    stage: row.stage,
    health: row.health,
    assigneeId: row.assigneeId,
    assigneeName: row.assigneeName,
    tags: z
      .array(z.string())
      .parse(JSON.parse(row.tags ?? '[]'))
      .sort(),
    notes: row.notes,
    contacts: row.contacts,
    lastActivityAt: row.lastActivityAt,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  }
}

/** Tags in use among the clients the actor may see. */
export function listTags(ctx: EngineContext, actor: Actor): { tag: string; clients: number }[] {
  const scope = clientScope(actor, 'clientId')
  return ctx.db.sqlAll(
    `SELECT tag, count(*) AS clients FROM client_tags
     WHERE ${scope.sql} AND clientId IN (SELECT id FROM clients WHERE deletedAt IS NULL)
     GROUP BY tag ORDER BY clients DESC, tag LIMIT 200`,
    scope.params,
  )
}

/** Contacts of a client, the primary one first. */
export function listContacts(ctx: EngineContext, actor: Actor, clientId: string): Contact[] {
  if (!maySeeClient(ctx.db, actor, clientId)) throw notFound('client')
  return ctx.db
    .sqlAll<ContactsTable>(
      'SELECT * FROM contacts WHERE clientId = ? AND deletedAt IS NULL ORDER BY isPrimary DESC, name LIMIT 500',
      [clientId],
    )
    .map(toContact)
}

/** One contact of a client the actor may see, or NOT_FOUND. */
export function getContact(ctx: EngineContext, actor: Actor, id: string): Contact {
  const row = ctx.db.sqlGet<ContactsTable>('SELECT * FROM contacts WHERE id = ? AND deletedAt IS NULL', [id])
  if (!row || !maySeeClient(ctx.db, actor, row.clientId)) throw notFound('contact')
  return toContact(row)
}

function toContact(row: ContactsTable): Contact {
  return {
    id: row.id,
    clientId: row.clientId,
    name: row.name,
    email: row.email,
    phone: row.phone,
    position: row.position,
    language: row.language === 'es' || row.language === 'en' ? row.language : null,
    primary: row.isPrimary === 1,
    version: row.version,
  }
}

type TimelineRow = EventsTable & { actorName: string | null }

/** Events of a client, newest first, with who caused each. */
export function clientTimeline(
  ctx: EngineContext,
  actor: Actor,
  input: { id: string; limit: number; cursor?: string | undefined },
) {
  if (!maySeeClient(ctx.db, actor, input.id)) throw notFound('client')
  const before = decodeCursor(input.cursor)?.[1] ?? Number.MAX_SAFE_INTEGER
  const rows = ctx.db.sqlAll<TimelineRow>(
    `SELECT events.*, users.name AS actorName FROM events LEFT JOIN users ON users.id = events.actorId
     WHERE events.clientId = ? AND events.seq < ? ORDER BY events.seq DESC LIMIT ?`,
    [input.id, before, input.limit + 1],
  )
  return pageFrom(
    rows,
    input.limit,
    (row) => [null, row.seq],
    (row) => ({
      id: row.id,
      at: row.at,
      type: row.type,
      actorName: row.actorName,
      payload: z.record(z.string(), z.unknown()).parse(JSON.parse(row.payload)),
    }),
  )
}
