import { openAsBlob, statSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { Backup } from '../../../shared/contract/backups.ts'
import { type Actor, systemActor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { backupPath, listBackupFiles, outdated, removeBackupFile, sha256OfFile, writeNote } from './files.ts'

const verdictSchema = z.object({ verdict: z.string() })

/**
 * Copies the workspace's file while it is in use, reads the copy whole and notes its hash and the
 * head of the audit chain. Throws, and announces `backup.failed`, when the copy is not sound.
 */
export async function createBackup(
  ctx: EngineContext,
  actor: Actor,
  kind: 'daily' | 'by_hand',
): Promise<Backup> {
  const at = ctx.clock.now()
  const weekly = kind === 'daily' && localWeekday(at, ctx.workspace().zone) === 'Sun'
  const file = `${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}.db`
  const target = join(ctx.dirs.backups, file)
  try {
    await copyAndCheck(join(ctx.dirs.workspace, 'workspace.db'), target)
    const auditHead =
      ctx.db.sqlGet<{ hash: string }>('SELECT hash FROM audit ORDER BY seq DESC LIMIT 1')?.hash ?? null
    const sha256 = await sha256OfFile(target)
    const bytes = statSync(target).size
    const backup: Backup = { file, at, bytes, kind: weekly ? 'weekly' : kind, auditHead, sha256 }
    writeNote(ctx.dirs.backups, backup)
    for (const old of outdated(listBackupFiles(ctx.dirs.backups))) removeBackupFile(ctx.dirs.backups, old)
    ctx.db.write((tx) => {
      ctx.events.emit(tx, {
        type: 'backup.completed',
        subjectType: 'backup',
        subjectId: file,
        actor,
        payload: { file, bytes },
      })
      ctx.audit.record(tx, {
        actor,
        action: 'backup.create',
        subjectType: 'backup',
        subjectId: file,
        details: { sha256 },
      })
      ctx.live.touch(tx, 'backups')
    })
    return backup
  } catch (error) {
    removeBackupFile(ctx.dirs.backups, file)
    const text = error instanceof Error ? error.message : String(error)
    ctx.db.write((tx) =>
      ctx.events.emit(tx, {
        type: 'backup.failed',
        subjectType: 'backup',
        subjectId: file,
        actor: systemActor,
        payload: { error: text },
      }),
    )
    throw error
  }
}

function copyAndCheck(source: string, target: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), {
      workerData: { source, target },
    })
    worker.once('message', (message: unknown) => {
      const { verdict } = verdictSchema.parse(message)
      if (verdict === 'ok') resolve()
      else reject(new Error(`the copy is damaged: ${verdict}`))
    })
    worker.once('error', reject)
    worker.once('exit', (code) => code !== 0 && reject(new Error(`the copying thread ended with ${code}`)))
  })
}

function localWeekday(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: zone }).format(at)
}

/** A backup for the caller to keep elsewhere. Throws NOT_FOUND. */
export async function backupFile(ctx: EngineContext, actor: Actor, file: string): Promise<File> {
  const blob = await openAsBlob(backupPath(ctx.dirs.backups, file))
  ctx.db.write((tx) =>
    ctx.audit.record(tx, { actor, action: 'backup.download', subjectType: 'backup', subjectId: file }),
  )
  return new File([blob], file, { type: 'application/vnd.sqlite3' })
}

/** The newest backup that is kept; undefined when there is none. */
export function newestBackup(ctx: EngineContext): Backup | undefined {
  return listBackupFiles(ctx.dirs.backups)[0]
}

export function removeBackup(ctx: EngineContext, actor: Actor, file: string): void {
  backupPath(ctx.dirs.backups, file)
  removeBackupFile(ctx.dirs.backups, file)
  ctx.db.write((tx) => {
    ctx.audit.record(tx, { actor, action: 'backup.remove', subjectType: 'backup', subjectId: file })
    ctx.live.touch(tx, 'backups')
  })
}
