import { isProblem } from '../../../../shared/contract/errors.ts'
import type { z } from 'zod'
import type { ClientFields, ContactFields } from '../../../../shared/contract/clients.ts'
import type { clientImportChoicesSchema } from '../../../../shared/contract/clients/imports.ts'
import { CLIENT_ROW_REASONS, type ClientRowOutcome } from '../../../../shared/domain/client-import.ts'
import { type Actor, may } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { type ClientDirectory, clientDirectory, staffDirectory } from './directory.ts'
import { isUsable, type ReadClientRow, type ReadContact, type RowIssue } from './row-reader.ts'
import { type ClientStore, type KnownClient, realStore, trialStore } from './store.ts'

export type ImportChoices = z.infer<typeof clientImportChoicesSchema>

/** What became of a row. */
export interface ImportedRow {
  readonly line: number
  readonly outcome: ClientRowOutcome
  readonly name: string
  /** Null where there is none yet, as in a trial. */
  readonly clientId: string | null
  readonly contactsAdded: number
  readonly contactsUpdated: number
  readonly issues: readonly RowIssue[]
}

/**
 * Imports row by row, in the caller's transaction; with `trial` only says what would become of each. A client
 * is known by its tax id, else by its name. Filled cells replace what is there, empty ones change nothing.
 */
export function createImporter(
  ctx: EngineContext,
  actor: Actor,
  choices: ImportChoices,
  trial: boolean,
): (row: ReadClientRow) => ImportedRow {
  const store = trial ? trialStore(ctx, actor) : realStore(ctx, actor)
  const directory = clientDirectory(ctx, actor)
  const staff = staffDirectory(ctx)
  const mayAssign = may(actor, 'clients:assign')
  /** Clients of this very file: their further rows always count, whatever is done with earlier clients. */
  const own = new Set<string>()

  return (row) => {
    const assigneeId = row.assignee === undefined || !mayAssign ? undefined : staff(row.assignee)
    if (row.assignee !== undefined && mayAssign && assigneeId === undefined)
      row.issues.push(issue('assignee_unknown', 'assignee', row.assignee))
    if (!isUsable(row)) return left(row, 'skipped')
    const found = find(directory, row)
    if ('refused' in found) return skipped(row, issueOf(found.refused, row))
    const { id } = found
    if (id !== null && choices.existing === 'keep' && !own.has(id)) return left(row, 'unchanged', id)
    try {
      return id === null ? create(row, assigneeId) : update(row, id, assigneeId)
    } catch (error) {
      const refused = refusalOf(error, row)
      if (refused === null) throw error
      return skipped(row, refused)
    }
  }

  function create(row: ReadClientRow, assigneeId: string | undefined): ImportedRow {
    const client = store.create({
      name: row.name,
      taxId: row.taxId ?? null,
      country: row.country ?? null,
      stage: row.stage ?? choices.stage,
      health: row.health ?? null,
      assigneeId: assigneeId ?? choices.assigneeId,
      tags: [...new Set([...row.tags, ...choices.tags])].slice(0, 20),
      notes: row.notes ?? '',
    })
    own.add(client.id)
    directory.note(client.id, client.name, client.taxId)
    const contacts = keepContact(store, client.id, row.contact)
    return { ...left(row, 'created', trial ? null : client.id), ...contacts }
  }

  function update(row: ReadClientRow, id: string, assigneeId: string | undefined): ImportedRow {
    const before = store.get(id)
    const fields = changesOf(before, row, choices.tags, assigneeId)
    if (Object.keys(fields).length > 0) {
      store.update(id, fields)
      directory.note(id, fields.name ?? before.name, fields.taxId ?? before.taxId)
    }
    const contacts = keepContact(store, id, row.contact)
    const changed = Object.keys(fields).length + contacts.contactsAdded + contacts.contactsUpdated > 0
    const known = id.startsWith('new-') ? null : id
    return { ...left(row, changed ? 'updated' : 'unchanged', known), ...contacts }
  }
}

type Found = { id: string | null } | { refused: 'tax_id_taken' | 'name_ambiguous' }

function find(directory: ClientDirectory, row: ReadClientRow): Found {
  if (row.taxId !== undefined) {
    const owner = directory.byTaxId(row.taxId)
    if (owner) return owner.seen ? { id: owner.id } : { refused: 'tax_id_taken' }
  }
  // One name with another tax id is another client: two branches, or two people called the same.
  const named = directory.byName(row.name).filter(({ taxId }) => row.taxId === undefined || taxId === null)
  return named.length > 1 ? { refused: 'name_ambiguous' } : { id: named[0]?.id ?? null }
}

function changesOf(
  before: KnownClient,
  row: ReadClientRow,
  moreTags: readonly string[],
  assigneeId: string | undefined,
): Partial<ClientFields> {
  const tags = [...new Set([...before.tags, ...row.tags, ...moreTags])].slice(0, 20)
  const wanted: Partial<ClientFields> = {
    name: row.name,
    taxId: row.taxId,
    country: row.country,
    stage: row.stage,
    health: row.health,
    notes: row.notes,
    assigneeId,
  }
  const changed = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && value !== before[field as keyof KnownClient],
  )
  const fields: Partial<ClientFields> = Object.fromEntries(changed)
  return tags.length === before.tags.length ? fields : { ...fields, tags }
}

function keepContact(
  store: ClientStore,
  clientId: string,
  contact: ReadContact | null,
): { contactsAdded: number; contactsUpdated: number } {
  const nothing = { contactsAdded: 0, contactsUpdated: 0 }
  if (contact === null) return nothing
  const same = (a: string | null, b: string | null): boolean => a?.toLowerCase() === b?.toLowerCase()
  const known = store.contacts(clientId)
  const found =
    (contact.email !== null && known.find(({ email }) => same(email, contact.email))) ||
    known.find(
      ({ name, email }) =>
        contact.name !== null && same(name, contact.name) && (email === null || contact.email === null),
    )
  if (!found) {
    const name = (contact.name ?? contact.email ?? contact.phone ?? '').slice(0, 200)
    store.addContact(clientId, { ...contact, name, primary: false })
    return { ...nothing, contactsAdded: 1 }
  }
  const fields: Partial<ContactFields> = Object.fromEntries(
    Object.entries(contact).filter(
      ([field, value]) => value !== null && value !== found[field as keyof ContactFields],
    ),
  )
  if (same(found.email, contact.email)) delete fields.email
  if (Object.keys(fields).length === 0) return nothing
  store.updateContact(found.id, clientId, fields)
  return { ...nothing, contactsUpdated: 1 }
}

/** What the commands refuse although it looked right: somebody was faster. Null where the error is another. */
function refusalOf(error: unknown, row: ReadClientRow): RowIssue | null {
  if (!isProblem(error)) return null
  const reasons = error.data.issues?.map(({ reason }) => reason) ?? []
  if (reasons.some((reason) => reason.startsWith('tax_id_taken')))
    return issue('tax_id_taken', 'taxId', row.taxId ?? '')
  return issue('changed_meanwhile', 'name', row.name)
}

function issue(
  reason: keyof typeof CLIENT_ROW_REASONS,
  field: NonNullable<RowIssue['field']>,
  value: string,
): RowIssue {
  return { reason, severity: CLIENT_ROW_REASONS[reason], field, value: value.slice(0, 120) }
}

function issueOf(reason: 'tax_id_taken' | 'name_ambiguous', row: ReadClientRow): RowIssue {
  return reason === 'tax_id_taken' ? issue(reason, 'taxId', row.taxId ?? '') : issue(reason, 'name', row.name)
}

function skipped(row: ReadClientRow, why: RowIssue): ImportedRow {
  row.issues.push(why)
  return left(row, 'skipped')
}

function left(row: ReadClientRow, outcome: ClientRowOutcome, clientId: string | null = null): ImportedRow {
  const { line, name, issues } = row
  return { line, outcome, name, clientId, contactsAdded: 0, contactsUpdated: 0, issues }
}
