/**
 * The words of importing clients: fields a column can be mapped to, and every reason a row can be listed under.
 * Keys are stable; texts are `clients.import.*` in shared/i18n.
 */

export const CLIENT_IMPORT_FIELDS = [
  'name',
  'taxId',
  'country',
  'stage',
  'health',
  'assignee',
  'tags',
  'notes',
  'contactName',
  'contactEmail',
  'contactPhone',
  'contactPosition',
  'contactLanguage',
] as const
export type ClientImportField = (typeof CLIENT_IMPORT_FIELDS)[number]

/**
 * What a reason does to its row. `skips`: nothing of the row is imported. `warns`: the row goes on without the
 * value, and is listed.
 */
export type ClientRowSeverity = 'skips' | 'warns'

/** Every reason a row can be listed under, in the order the report shows them. */
export const CLIENT_ROW_REASONS = {
  name_missing: 'skips',
  name_too_long: 'skips',
  name_ambiguous: 'skips',
  tax_id_format: 'skips',
  tax_id_check_digit: 'skips',
  tax_id_taken: 'skips',
  row_quotes: 'skips',
  row_cells_extra: 'skips',
  cell_too_long: 'skips',
  text_garbled: 'skips',
  changed_meanwhile: 'skips',
  stage_unknown: 'warns',
  health_invalid: 'warns',
  assignee_unknown: 'warns',
  country_unknown: 'warns',
  tags_too_long: 'warns',
  notes_too_long: 'warns',
  contact_email_invalid: 'warns',
  contact_value_too_long: 'warns',
  contact_language_unknown: 'warns',
} as const satisfies Record<string, ClientRowSeverity>
export type ClientRowReason = keyof typeof CLIENT_ROW_REASONS

/** What became, or would become, of a row. */
export const CLIENT_ROW_OUTCOMES = ['created', 'updated', 'unchanged', 'skipped'] as const
export type ClientRowOutcome = (typeof CLIENT_ROW_OUTCOMES)[number]

/** What happens to clients that are here already: `update` fills in and replaces, `keep` leaves them as they are. */
export const EXISTING_CLIENT_CHOICES = ['update', 'keep'] as const
export type ExistingClientChoice = (typeof EXISTING_CLIENT_CHOICES)[number]
