import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Backup, backupSchema } from '../../../shared/contract/backups.ts'
import { notFound } from '../../../shared/contract/errors.ts'

/** Backups are files with a note beside each; the folder is the list. */

const note = (folder: string, file: string) => join(folder, `${file}.json`)

export function listBackupFiles(folder: string): Backup[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .map((file) => readNote(folder, file))
    .sort((a, b) => b.at - a.at)
}

/** A file without a note (copied in by hand, or made before a migration) is described by itself. */
function readNote(folder: string, file: string): Backup {
  if (existsSync(note(folder, file))) {
    return backupSchema.parse(JSON.parse(readFileSync(note(folder, file), 'utf8')))
  }
  const { mtimeMs, size } = statSync(join(folder, file))
  const kind = file.startsWith('before-migration-') ? 'before_migration' : 'by_hand'
  return { file, at: Math.round(mtimeMs), bytes: size, kind, auditHead: null, sha256: '' }
}

export function writeNote(folder: string, backup: Backup): void {
  writeFileSync(note(folder, backup.file), JSON.stringify(backup, null, 2), { mode: 0o600 })
}

export function removeBackupFile(folder: string, file: string): void {
  rmSync(join(folder, file), { force: true })
  rmSync(note(folder, file), { force: true })
}

/** Full path of a backup that is in the folder. Throws NOT_FOUND, also for paths that lead elsewhere. */
export function backupPath(folder: string, file: string): string {
  if (!readdirSync(folder).includes(file) || !file.endsWith('.db')) throw notFound('backup')
  return join(folder, file)
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

const KEEP_DAILY = 7
const KEEP_WEEKLY = 4

/** Files to remove so that 7 daily and 4 weekly ones stay. Others are people's to remove. */
export function outdated(backups: readonly Backup[]): string[] {
  const of = (kind: Backup['kind']) =>
    backups.filter((backup) => backup.kind === kind).sort((a, b) => b.at - a.at)
  return [...of('daily').slice(KEEP_DAILY), ...of('weekly').slice(KEEP_WEEKLY)].map((backup) => backup.file)
}
