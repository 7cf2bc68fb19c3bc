/** Bounds of an import. Each is generous for a real ageing report and small enough to keep memory bounded. */
export const LIMITS = {
  /** Bytes of a file on disk. */
  fileBytes: 128 * 1024 * 1024,
  /** Bytes all parts of an XLSX may have together once uncompressed: the answer to a zip bomb. */
  xlsxBytes: 512 * 1024 * 1024,
  /** Rows of data below the header (campaigns.md: up to 100,000). */
  rows: 100_000,
  columns: 250,
  /** More columns than this are pointed out: somebody exported everything. */
  manyColumns: 60,
  /** Characters of one cell, as spreadsheets have it; a longer one is nobody's name or amount. */
  cell: 32_767,
  /** Characters of one record; past it a quote was never closed. */
  record: 8 * 1024 * 1024,
  /** Characters of a value shown in a report. */
  shownValue: 120,
} as const
