/**
 * The words of importing recipients: fields a column can be mapped to, formats that are declared, and every
 * reason a row can be listed under. Keys are stable; texts are `import.*` in shared/i18n.
 */

export const RECIPIENT_FIELDS = [
  'email',
  'name',
  'taxId',
  'creditor',
  'invoiceNumber',
  'issuedOn',
  'dueOn',
  'amount',
  'currency',
  'paymentLink',
  'language',
  'timeZone',
  'role',
  'status',
  'paid',
  'dispute',
  'promise',
  'legal',
  'doNotContact',
] as const
export type RecipientField = (typeof RECIPIENT_FIELDS)[number]

export const RECIPIENT_FLAGS = ['paid', 'dispute', 'promise', 'legal', 'doNotContact'] as const
export type RecipientFlag = (typeof RECIPIENT_FLAGS)[number]

export const RECIPIENT_ROLES = ['debtor', 'coDebtor', 'guarantor'] as const
export type RecipientRole = (typeof RECIPIENT_ROLES)[number]

/** `commaDecimal` is `1.234.567,89`, `pointDecimal` is `1,234,567.89`. */
export const NUMBER_FORMATS = ['commaDecimal', 'pointDecimal'] as const
export type NumberFormat = (typeof NUMBER_FORMATS)[number]

/** `ymd` is ISO 8601, `serial` the day number of a spreadsheet. */
export const DATE_FORMATS = ['dmy', 'mdy', 'ymd', 'serial'] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

/** `merge`: one recipient with a list of invoices. `first`: later rows of an address are set aside. */
export const REPEATED_ADDRESS_CHOICES = ['merge', 'first'] as const
export type RepeatedAddressChoice = (typeof REPEATED_ADDRESS_CHOICES)[number]

/**
 * What a reason does to its row. `blocks`: the row cannot be used until it is corrected. `excludes`: it stays
 * out unless the person lets that reason through. `warns`: it goes on, and is listed.
 */
export type RowSeverity = 'blocks' | 'excludes' | 'warns'

/** Every reason a row can be listed under, in the order the report shows them. */
export const ROW_REASONS = {
  email_missing: 'blocks',
  email_syntax: 'blocks',
  email_several: 'blocks',
  email_non_ascii: 'blocks',
  email_unknown_tld: 'excludes',
  email_domain_typo: 'warns',
  duplicate_in_file: 'excludes',
  duplicate_invoice: 'excludes',
  flag_paid: 'excludes',
  flag_dispute: 'excludes',
  flag_promise: 'excludes',
  flag_legal: 'excludes',
  flag_do_not_contact: 'blocks',
  flag_unclear: 'excludes',
  variable_missing: 'excludes',
  amount_invalid: 'excludes',
  amount_decimals: 'excludes',
  amount_not_positive: 'excludes',
  amount_rounded: 'warns',
  currency_unknown: 'excludes',
  currency_mixed: 'excludes',
  date_invalid: 'excludes',
  date_order: 'warns',
  tax_id_invalid: 'excludes',
  payment_link_invalid: 'excludes',
  language_unknown: 'warns',
  time_zone_unknown: 'warns',
  role_unknown: 'warns',
  text_garbled: 'excludes',
  row_quotes: 'blocks',
  row_cells_extra: 'blocks',
  row_summary: 'blocks',
  cell_too_long: 'blocks',
  formula_text: 'warns',
  formula_empty: 'warns',
} as const satisfies Record<string, RowSeverity>
export type RowReason = keyof typeof ROW_REASONS

/** Reasons that only the workspace can tell, beside those of the file. */
export const WORKSPACE_REASONS: Readonly<Record<string, RowSeverity>> = {
  suppressed: 'blocks',
  unsubscribed: 'blocks',
  duplicate_active: 'excludes',
  already_in_campaign: 'excludes',
}
