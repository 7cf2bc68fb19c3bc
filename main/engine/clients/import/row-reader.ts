import { z } from 'zod'
import type { ClientColumn, ClientImportRow } from '../../../../shared/contract/clients/imports.ts'
import {
  CLIENT_ROW_REASONS,
  type ClientImportField,
  type ClientRowReason,
} from '../../../../shared/domain/client-import.ts'
import type { ClientStage } from '../../../../shared/domain/client-stages.ts'
import { lastFilled } from '../../core/sheets/cell-tally.ts'
import { looksGarbled } from '../../core/sheets/encoding.ts'
import { LIMITS } from '../../core/sheets/limits.ts'
import { cellText, type SourceRow } from '../../core/sheets/rows.ts'
import { readTaxId } from '../tax-id.ts'
import { readCountry, readHealth, readLanguage, readStage } from './words.ts'

export type RowIssue = ClientImportRow['issues'][number]

/** A contact as a row tells of it; null where its cell is empty. */
export interface ReadContact {
  name: string | null
  email: string | null
  phone: string | null
  position: string | null
  language: 'es' | 'en' | null
}

/** One row, read. What its cells leave out, or say wrongly, is undefined. */
export interface ReadClientRow {
  readonly line: number
  name: string
  taxId?: string
  /** Null for the workspace's own. */
  country?: string | null
  stage?: ClientStage
  health?: number
  /** As written: a name, sign-in name or address of somebody who works here. */
  assignee?: string
  tags: string[]
  notes?: string
  contact: ReadContact | null
  readonly issues: RowIssue[]
}

type Note = (reason: ClientRowReason, field: ClientImportField | null, value?: string) => void

/** A reader of rows under a mapping. `home` is the country of the workspace, whose tax ids rows have unless they say otherwise. */
export function createClientRowReader(
  mapping: readonly ClientColumn[],
  home: string,
): (row: SourceRow) => ReadClientRow {
  const width = mapping.length
  const columns = new Map(mapping.map(({ target, column }) => [target, column]))
  return (row) => {
    const issues: RowIssue[] = []
    const note: Note = (reason, field, value) =>
      issues.push({
        reason,
        severity: CLIENT_ROW_REASONS[reason],
        field,
        value: value?.slice(0, LIMITS.shownValue) ?? null,
      })
    const text = (field: ClientImportField): string => {
      const column = columns.get(field)
      return column === undefined ? '' : cellText(row.cells[column])
    }
    if (row.fault === 'quotes') note('row_quotes', null)
    if (row.fault === 'cell_too_long') note('cell_too_long', null)
    if (lastFilled(row.cells) > width) note('row_cells_extra', null)
    const read: ReadClientRow = {
      line: row.line,
      name: readName(text, note),
      tags: readTags(text('tags'), note),
      contact: readContact(text, note),
      issues,
    }
    readFacts(read, text, note, home)
    return read
  }
}

/** Whether a row says enough and rightly to be imported. */
export function isUsable({ issues }: ReadClientRow): boolean {
  return issues.every(({ severity }) => severity === 'warns')
}

type Text = (field: ClientImportField) => string

function readName(text: Text, note: Note): string {
  const name = text('name').replaceAll(/\s+/g, ' ')
  if (name === '') note('name_missing', 'name')
  if (name.length > 200) note('name_too_long', 'name', name)
  if (looksGarbled(name)) note('text_garbled', 'name', name)
  return name
}

function readFacts(read: ReadClientRow, text: Text, note: Note, home: string): void {
  const country = text('country')
  if (country !== '') {
    const code = readCountry(country)
    if (code === null) note('country_unknown', 'country', country)
    else read.country = code === home ? null : code
  }
  const taxId = text('taxId')
  if (taxId !== '') {
    const id = readTaxId(taxId, read.country ?? home)
    if (!id.ok) note(id.reason, 'taxId', taxId)
    else if (id.value.length > 40) note('tax_id_format', 'taxId', taxId)
    else read.taxId = id.value
  }
  const stage = text('stage')
  if (stage !== '') {
    const known = readStage(stage)
    if (known === null) note('stage_unknown', 'stage', stage)
    else read.stage = known
  }
  const health = text('health')
  if (health !== '') {
    const value = readHealth(health)
    if (value === null) note('health_invalid', 'health', health)
    else read.health = value
  }
  const notes = text('notes')
  if (notes.length > 10_000) note('notes_too_long', 'notes', notes)
  else if (notes !== '') read.notes = notes
  const assignee = text('assignee')
  if (assignee !== '') read.assignee = assignee
}

function readTags(text: string, note: Note): string[] {
  const tags = text
    .split(/[;,|]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  const long = tags.find((tag) => tag.length > 40)
  if (long !== undefined) note('tags_too_long', 'tags', long)
  return [...new Set(tags.filter((tag) => tag.length <= 40))].slice(0, 20)
}

const emailSchema = z.email().max(254)

function readContact(text: Text, note: Note): ReadContact | null {
  const short = (field: ClientImportField, most: number): string | null => {
    const value = text(field)
    if (value.length <= most) return value || null
    note('contact_value_too_long', field, value)
    return null
  }
  const contact: ReadContact = {
    name: short('contactName', 200),
    email: readEmail(text('contactEmail'), note),
    phone: short('contactPhone', 40),
    position: short('contactPosition', 100),
    language: null,
  }
  const language = text('contactLanguage')
  if (language !== '') {
    contact.language = readLanguage(language)
    if (contact.language === null) note('contact_language_unknown', 'contactLanguage', language)
  }
  return contact.name === null && contact.email === null && contact.phone === null ? null : contact
}

function readEmail(typed: string, note: Note): string | null {
  if (typed === '') return null
  const address = typed.replace(/^mailto:/i, '').replace(/^<(.*)>$/, '$1')
  if (emailSchema.safeParse(address).success) return address
  note('contact_email_invalid', 'contactEmail', typed)
  return null
}
