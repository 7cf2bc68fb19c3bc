import { open, type FileHandle } from 'node:fs/promises'
import { fileProblem } from './file-problem.ts'
import { LIMITS } from './limits.ts'

export type FileKind = 'csv' | 'xlsx'

/** Beginnings of files that are no text, whatever their name says. */
const BINARY_SIGNATURES = [
  '%PDF',
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  '\x1f\x8b',
  'Rar!',
  '7z\xbc\xaf',
  'MZ',
  '\x7fELF',
  'SQLite format 3',
]
const COMPOUND_FILE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
/** Marks of an encrypted workbook inside a compound file, in UTF-16LE ([MS-OFFCRYPTO] §2.3.4). */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le').toString('latin1')
/**
 * Says by its first bytes, never by its name, whether a file is text or a workbook; ERPs call web pages
 * `.xls` and people rename things. Throws the `file_*` problem that names anything else.
 */
export async function findFileKind(path: string): Promise<FileKind> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw fileProblem(error.code === 'ENOENT' ? 'file_missing' : 'file_unreadable', {}, error)
  })
  try {
    const facts = await file.stat()
    if (!facts.isFile()) throw fileProblem('file_unreadable')
    if (facts.size === 0) throw fileProblem('file_empty')
    if (facts.size > LIMITS.fileBytes)
      throw fileProblem('file_too_large', { limitMb: LIMITS.fileBytes / 1024 / 1024 })
    const buffer = Buffer.alloc(4096)
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    const head = buffer.toString('latin1', 0, bytesRead)
    if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return 'xlsx'
    if (head.startsWith(COMPOUND_FILE)) {
      throw fileProblem((await isEncrypted(file, buffer)) ? 'file_password' : 'file_old_excel')
    }
    if (BINARY_SIGNATURES.some((signature) => head.startsWith(signature))) throw fileProblem('file_binary')
    if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|head|meta|\?xml|mso|style)/i.test(head))
      throw fileProblem('file_web_page')
    return 'csv'
  } finally {
    await file.close()
  }
}

/** Looks for the stream of an encrypted workbook in the directory of a compound file ([MS-CFB] §2.2, §2.6). */
async function isEncrypted(file: FileHandle, head: Buffer): Promise<boolean> {
  const sectorBytes = 1 << Math.min(head.readUInt16LE(30), 12)
  const directory = Buffer.alloc(16 * 1024)
  await file.read(directory, 0, directory.length, (head.readUInt32LE(48) + 1) * sectorBytes)
  return directory.includes(ENCRYPTED, 0, 'latin1') || head.includes(ENCRYPTED, 0, 'latin1')
}
