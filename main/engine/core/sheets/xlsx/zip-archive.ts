import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { fileProblem, FileProblemError } from '../file-problem.ts'
import { LIMITS } from '../limits.ts'

interface ZipEntry {
  readonly method: number
  readonly checksum: number
  readonly compressedSize: number
  readonly headerAt: number
}

/** The parts of a ZIP file (PKWARE APPNOTE 6.3), each readable as a stream of uncompressed bytes. */
export interface ZipArchive {
  readonly has: (name: string) => boolean
  /** Uncompressed bytes of one part; `onCompressed` is told how many bytes of the file were used so far. */
  readonly read: (name: string, options?: PartOptions) => AsyncGenerator<Uint8Array>
  readonly sizeOf: (name: string) => number
}

interface PartOptions {
  readonly signal?: AbortSignal | undefined
  readonly onCompressed?: (bytes: number) => void
}

const END_OF_DIRECTORY = 0x06054b50
const ZIP64_LOCATOR = 0x07064b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
const END_BYTES = 22
const LONGEST_COMMENT = 0xffff
const LARGEST_DIRECTORY = 16 * 1024 * 1024

/**
 * Opens the directory of an archive. All parts read share one budget of uncompressed bytes, counted as they
 * come out, because the sizes a hostile archive declares are lies. Throws `xlsx_broken` and `xlsx_too_large`.
 */
export async function openZip(path: string): Promise<ZipArchive> {
  const entries = await readDirectory(path)
  let budget: number = LIMITS.xlsxBytes
  const spend = (bytes: number) => {
    budget -= bytes
    if (budget < 0) throw fileProblem('xlsx_too_large', { limitMb: LIMITS.xlsxBytes / 1024 / 1024 })
  }
  return {
    has: (name) => entries.has(name.toLowerCase()),
    sizeOf: (name) => entries.get(name.toLowerCase())?.compressedSize ?? 0,
    read(name, options = {}) {
      const entry = entries.get(name.toLowerCase())
      if (entry === undefined) throw fileProblem('xlsx_broken', { part: name })
      return readEntry(path, name, entry, spend, options)
    },
  }
}

async function readDirectory(path: string): Promise<Map<string, ZipEntry>> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(size, END_BYTES + LONGEST_COMMENT + 20))
    await file.read(tail, 0, tail.length, size - tail.length)
    const at = findEnd(tail)
    if (at < 0) throw fileProblem('xlsx_broken', { part: 'zip' })
    let length = tail.readUInt32LE(at + 12)
    let offset = tail.readUInt32LE(at + 16)
    if (offset === 0xffffffff && at >= 20 && tail.readUInt32LE(at - 20) === ZIP64_LOCATOR) {
      const end = Buffer.alloc(56)
      await file.read(end, 0, 56, Number(tail.readBigUInt64LE(at - 12)))
      length = Number(end.readBigUInt64LE(40))
      offset = Number(end.readBigUInt64LE(48))
    }
    if (length > LARGEST_DIRECTORY || offset + length > size)
      throw fileProblem('xlsx_broken', { part: 'zip' })
    const directory = Buffer.alloc(length)
    await file.read(directory, 0, length, offset)
    return entriesOf(directory)
  } finally {
    await file.close()
  }
}

function findEnd(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= 0; at--)
    if (tail.readUInt32LE(at) === END_OF_DIRECTORY) return at
  return -1
}

function entriesOf(directory: Buffer): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>()
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY;) {
    const nameLength = directory.readUInt16LE(at + 28)
    const extraLength = directory.readUInt16LE(at + 30)
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength)
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength)
    if ((directory.readUInt16LE(at + 8) & 1) === 1) throw fileProblem('file_password')
    const large = largeSizes(extra, [
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
    ])
    entries.set(name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase(), {
      method: directory.readUInt16LE(at + 10),
      checksum: directory.readUInt32LE(at + 16),
      compressedSize: large[1] ?? 0,
      headerAt: large[2] ?? 0,
    })
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** Sizes of 0xFFFFFFFF stand, in order, in the ZIP64 extra field (APPNOTE 4.5.3). */
function largeSizes(extra: Buffer, sizes: readonly number[]): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    return sizes.map((size) => {
      if (size !== 0xffffffff || next + 8 > extra.length) return size
      const value = Number(extra.readBigUInt64LE(next))
      next += 8
      return value
    })
  }
  return [...sizes]
}

async function* readEntry(
  path: string,
  name: string,
  entry: ZipEntry,
  spend: (bytes: number) => void,
  { signal, onCompressed }: PartOptions,
): AsyncGenerator<Uint8Array> {
  if (entry.compressedSize === 0) return
  let checksum = 0
  try {
    const start = await dataStart(path, entry)
    const source = createReadStream(path, { start, end: start + entry.compressedSize - 1, signal })
    source.on('data', () => onCompressed?.(source.bytesRead))
    const plain = entry.method === 0 ? source : inflated(source, entry.method)
    for await (const chunk of plain as AsyncIterable<Uint8Array>) {
      spend(chunk.length)
      checksum = crc32(chunk, checksum)
      yield chunk
    }
    if (checksum !== entry.checksum) throw fileProblem('xlsx_broken', { part: name })
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof FileProblemError) throw error
    throw fileProblem('xlsx_broken', { part: name }, error)
  }
}

function inflated(source: ReturnType<typeof createReadStream>, method: number): AsyncIterable<Uint8Array> {
  if (method !== 8) throw fileProblem('xlsx_broken', { part: `zip method ${method}` })
  // An error on either side destroys both and surfaces to whoever iterates; nothing is left to do here.
  return pipeline(source, createInflateRaw({ chunkSize: 64 * 1024 }), () => {})
}

async function dataStart(path: string, entry: ZipEntry): Promise<number> {
  const file = await open(path)
  try {
    const header = Buffer.alloc(30)
    await file.read(header, 0, 30, entry.headerAt)
    if (header.readUInt32LE(0) !== LOCAL_HEADER) throw fileProblem('xlsx_broken', { part: 'zip' })
    return entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    await file.close()
  }
}
