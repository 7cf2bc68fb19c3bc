import type { Column } from './columns.ts'

/**
 * A CSV text that spreadsheets open as it is: a byte order mark for the accents, the separator of the
 * locale (`;` where the comma is the decimal sign), CRLF (RFC 4180), and text that begins like a
 * formula made inert with an apostrophe (OWASP, CSV injection).
 */
export function toCsv<Row>(columns: Column<Row>[], rows: Row[], locale: string): string {
  const decimal =
    new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.'
  const separator = decimal === ',' ? ';' : ','
  const written = columns.filter((column) => column.csv)
  const field = (value: string | number | null | undefined): string => {
    if (value === null || value === undefined) return ''
    if (typeof value === 'number') return String(value).replace('.', decimal)
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
    return /["\n\r;,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  const lines = [
    written.map((column) => field(column.title)),
    ...rows.map((row) => written.map((column) => field(column.csv?.(row)))),
  ]
  return `\uFEFF${lines.map((line) => line.join(separator)).join('\r\n')}\r\n`
}

/** Hands a file made in the page to the person. */
export function saveFile(name: string, content: string | Blob, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
