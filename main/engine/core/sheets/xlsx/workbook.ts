import { fileProblem } from '../file-problem.ts'
import { attribute, createXmlScanner, type XmlEvents } from './xml-scanner.ts'
import { openZip, type ZipArchive } from './zip-archive.ts'

export interface SheetPart {
  readonly name: string
  readonly part: string
  readonly hidden: boolean
}

/** What has to be known about a workbook before its sheets can be read. */
export interface Workbook {
  readonly archive: ZipArchive
  readonly sheets: readonly SheetPart[]
  /** Dates count from 1904 instead of 1900 (ECMA-376 §18.2.28). */
  readonly from1904: boolean
  /** For each cell style, whether it shows a number as a date. */
  readonly dateStyles: readonly boolean[]
}

/** Reads the directory, the list of sheets and the date styles. Throws `xlsx_broken`, `file_other_format`. */
export async function openWorkbook(path: string, signal?: AbortSignal): Promise<Workbook> {
  const archive = await openZip(path)
  const main = await mainPart(archive, signal)
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const targets = await relations(archive, main, signal)
  const sheets: SheetPart[] = []
  let from1904 = false
  await scanPart(archive, main, signal, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')
      if (name !== 'sheet') return
      const target = targets.get(attribute(attributes, 'id') ?? '')
      if (target === undefined || !target.type.endsWith('/worksheet')) return
      const hidden = (attribute(attributes, 'state') ?? 'visible') !== 'visible'
      sheets.push({ name: attribute(attributes, 'name') ?? '', part: resolve(folder, target.path), hidden })
    },
  })
  if (sheets.length === 0) throw fileProblem('xlsx_broken', { part: main })
  return { archive, sheets, from1904, dateStyles: await readDateStyles(archive, folder, signal) }
}

async function mainPart(archive: ZipArchive, signal: AbortSignal | undefined): Promise<string> {
  if (!archive.has('_rels/.rels')) {
    if (archive.has('mimetype') || archive.has('index.zip')) throw fileProblem('file_other_format')
    throw fileProblem(archive.has('[Content_Types].xml') ? 'xlsx_broken' : 'file_other_format', {
      part: '_rels/.rels',
    })
  }
  for (const { type, path } of (await relations(archive, '', signal)).values()) {
    if (!type.endsWith('/officeDocument')) continue
    const part = resolve('', path)
    if (!/workbook\d*\.xml$/i.test(part)) throw fileProblem('file_other_format')
    return part
  }
  throw fileProblem('xlsx_broken', { part: '_rels/.rels' })
}

interface Relation {
  readonly type: string
  readonly path: string
}

async function relations(
  archive: ZipArchive,
  part: string,
  signal: AbortSignal | undefined,
): Promise<Map<string, Relation>> {
  const slash = part.lastIndexOf('/') + 1
  const name = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`
  const found = new Map<string, Relation>()
  await scanPart(archive, name, signal, {
    open(element, attributes) {
      if (element !== 'Relationship') return
      const type = attribute(attributes, 'Type') ?? ''
      found.set(attribute(attributes, 'Id') ?? '', { type, path: attribute(attributes, 'Target') ?? '' })
    },
  })
  return found
}

function resolve(folder: string, target: string): string {
  return new URL(target, `zip:/${folder}`).pathname.replace(/^\/+/, '')
}

/** Number formats of ECMA-376 §18.8.30 that show a date; times alone are no dates. */
const BUILT_IN_DATES = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
])

async function readDateStyles(
  archive: ZipArchive,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<boolean[]> {
  const part = `${folder}styles.xml`
  const styles: boolean[] = []
  if (!archive.has(part)) return styles
  const custom = new Map<string, boolean>()
  let inCellFormats = false
  await scanPart(archive, part, signal, {
    open(name, attributes) {
      if (name === 'numFmt') {
        custom.set(
          attribute(attributes, 'numFmtId') ?? '',
          showsDate(attribute(attributes, 'formatCode') ?? ''),
        )
      }
      if (name === 'cellXfs') inCellFormats = true
      if (name !== 'xf' || !inCellFormats) return
      const id = attribute(attributes, 'numFmtId') ?? '0'
      styles.push(custom.get(id) ?? BUILT_IN_DATES.has(Number(id)))
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return styles
}

/** True for format codes with a day or a year outside quotes, escapes and `[Red]`-like sections. */
function showsDate(code: string): boolean {
  const bare = code.replaceAll(/"[^"]*"|\\.|_.|\[[^\]]*\]/g, '').split(';')[0] ?? ''
  return /[dy]/i.test(bare) && !/general/i.test(bare)
}

/** Reads one part from end to end through a scanner. */
export async function scanPart(
  archive: ZipArchive,
  part: string,
  signal: AbortSignal | undefined,
  events: Partial<XmlEvents>,
): Promise<void> {
  const ignore = () => {}
  const scanner = createXmlScanner({ open: ignore, text: ignore, close: ignore, ...events })
  const decoder = new TextDecoder()
  for await (const bytes of archive.read(part, { signal }))
    scanner.write(decoder.decode(bytes, { stream: true }))
  scanner.write(decoder.decode())
  scanner.end()
}
