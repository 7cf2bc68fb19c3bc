import { type ExpressionBuilder, type SqlBool, type Expression, sql } from 'kysely'
import { z } from 'zod'
import type { Client, Contact, DeletedClient } from '../../../shared/contract/clients.ts'
import type { Page } from '../../../shared/contract/base.ts'
import { notFound } from '../../../shared/contract/errors.ts'
import { HEALTH_FROM, type HealthBand } from '../../../shared/domain/client-health.ts'
import type { ClientStage } from '../../../shared/domain/client-stages.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import { decodeCursor, pageFrom } from '../core/storage/keyset.ts'
import type { Tables } from '../core/storage/tables.ts'
import type { ClientsTable, ContactsTable } from './tables.ts'
import { foldText, numberSought } from './search-text.ts'
import { showTaxId } from './tax-id.ts'

export interface ClientFilter {
  search?: string | undefined
  stage?: ClientStage[] | undefined
  assigneeId?: string[] | undefined
  tag?: string[] | undefined
  health?: HealthBand[] | undefined
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
    if (filter.search) terms.push(foundBy(filter.search))
    if (filter.stage?.length) terms.push(eb('clients.stage', 'in', filter.stage))
    if (filter.assigneeId?.length) {
      const nobody = filter.assigneeId.includes('none')
      const theirs = eb('clients.assigneeId', 'in', filter.assigneeId)
      terms.push(nobody ? eb.or([theirs, eb('clients.assigneeId', 'is', null)]) : theirs)
    }
    if (filter.health?.length) terms.push(eb.or(filter.health.map((band) => ofBand[band])))
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

/** In the name, in the tax id however it is written, and with an `@` in the addresses of contacts. */
function foundBy(search: string): Expression<SqlBool> {
  const inName = sql<SqlBool>`instr(clients.searchText, ${foldText(search)}) > 0`
  const number = numberSought(search)
  const inNumber = number === null ? sql<SqlBool>`0` : sql<SqlBool>`instr(clients.searchText, ${number}) > 0`
  const inAddress = search.includes('@')
    ? sql<SqlBool>`EXISTS (SELECT 1 FROM contacts sought WHERE sought.clientId = clients.id
        AND sought.deletedAt IS NULL AND instr(lower(sought.email), ${search.toLowerCase()}) > 0)`
    : sql<SqlBool>`0`
  return sql<SqlBool>`(${inName} OR ${inNumber} OR ${inAddress})`
}

const ofBand: Record<HealthBand, Expression<SqlBool>> = {
  good: sql<SqlBool>`clients.health >= ${HEALTH_FROM.good}`,
  fair: sql<SqlBool>`(clients.health >= ${HEALTH_FROM.fair} AND clients.health < ${HEALTH_FROM.good})`,
  low: sql<SqlBool>`clients.health < ${HEALTH_FROM.fair}`,
  unknown: sql<SqlBool>`clients.health IS NULL`,
}

type ClientRow = ClientsTable & { assigneeName: string | null; contacts: number; tags: string | null }

/** Clients the actor may see, sorted and filtered, a page at a time; the first page says how many there are. */
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
  const home = ctx.workspace().country
  const page = pageFrom<ClientRow, Client>(
    rows,
    input.limit,
    (row) => [sortValue(row, input.sort), row.id],
    (row) => toClient(row, home),
  )
  return after ? page : { ...page, total: countClients(ctx.db, actor, input) }
}

function countClients(db: ReadableDb, actor: Actor, filter: ClientFilter): number {
  const counted = db.get((q) =>
    q
      .selectFrom('clients')
      .where(clientsMatching(actor, filter))
      .select((eb) => eb.fn.countAll<number>().as('n')),
  )
  return counted?.n ?? 0
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
  return toClient(row, ctx.workspace().country)
}

function toClient(row: ClientRow, home: string): Client {
  return {
    id: row.id,
    name: row.name,
    taxId: row.taxId,
    taxIdShown: showTaxId(row.taxId, row.country ?? home),
    country: row.country,
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

type DeletedRow = Pick<ClientsTable, 'id' | 'name' | 'taxId' | 'country'> & {
  deletedAt: number
  deletedBy: string | null
  contacts: number
}

/** Clients in the trash that the actor could see before, the latest deleted first. */
export function listDeletedClients(
  ctx: EngineContext,
  actor: Actor,
  input: { limit: number; cursor?: string | undefined; search?: string | undefined },
): Page<DeletedClient> {
  const scope = clientScope(actor, 'c.id')
  const after = decodeCursor(input.cursor)
  const rows = ctx.db.sqlAll<DeletedRow>(
    `SELECT c.id, c.name, c.taxId, c.country, c.deletedAt, users.name AS deletedBy,
       (SELECT count(*) FROM contacts WHERE contacts.clientId = c.id AND contacts.deletedAt IS NULL) AS contacts
     FROM clients c LEFT JOIN users ON users.id = c.updatedBy
     WHERE c.deletedAt IS NOT NULL AND ${scope.sql} AND instr(c.searchText, ?) > 0
       AND (c.deletedAt, c.id) < (?, ?)
     ORDER BY c.deletedAt DESC, c.id DESC LIMIT ?`,
    [
      ...scope.params,
      foldText(input.search ?? ''),
      after?.[0] ?? Number.MAX_SAFE_INTEGER,
      after?.[1] ?? '',
      input.limit + 1,
    ],
  )
  const home = ctx.workspace().country
  return pageFrom(
    rows,
    input.limit,
    (row) => [row.deletedAt, row.id],
    ({ id, name, taxId, country, contacts, deletedAt, deletedBy }) => ({
      id,
      name,
      taxIdShown: showTaxId(taxId, country ?? home),
      contacts,
      deletedAt,
      deletedBy,
    }),
  )
}
