/**
 * The words of reading CSV files and workbooks: how a text is written, and every reason a file can be spoken
 * about. Keys are stable; texts are `import.*` in shared/i18n.
 */

export const TEXT_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type TextEncoding = (typeof TEXT_ENCODINGS)[number]

export const DELIMITERS = [';', ',', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** What the first look at a file points out without refusing it. */
export const FILE_WARNINGS = [
  'encoding_unsure',
  'text_garbled',
  'nul_bytes',
  'delimiter_unsure',
  'header_unsure',
  'rows_before_header',
  'header_duplicate',
  'header_empty',
  'columns_many',
  'rows_uneven',
  'sheets_several',
  'formula_cells',
  'formula_text',
  'email_column_missing',
  'number_format_unsure',
  'number_format_mixed',
  'date_format_unsure',
  'date_format_mixed',
] as const
export type FileWarning = (typeof FILE_WARNINGS)[number]

/** Why a file cannot be read at all, or not as it was declared. */
export const FILE_PROBLEMS = [
  'file_missing',
  'file_unreadable',
  'file_empty',
  'file_too_large',
  'file_binary',
  'file_web_page',
  'file_old_excel',
  'file_password',
  'file_other_format',
  'xlsx_broken',
  'xlsx_too_large',
  'sheet_missing',
  'encoding_wrong',
  'quote_unclosed',
  'row_too_large',
  'columns_too_many',
  'rows_too_many',
  'rows_none',
  'header_only',
  'mapping_without_email',
  'mapping_without_name',
  'mapping_repeated',
  'mapping_columns_changed',
] as const
export type FileProblem = (typeof FILE_PROBLEMS)[number]
