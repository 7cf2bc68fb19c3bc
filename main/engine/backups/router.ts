import { authorized, os } from '../core/access/procedures.ts'
import { backupFile, createBackup, removeBackup } from './backups.ts'
import { listBackupFiles } from './files.ts'

const { backups } = os

export const backupsRouter = backups.router({
  list: backups.list
    .use(authorized('backups:manage'))
    .handler(({ context }) => listBackupFiles(context.engine.dirs.backups)),
  create: backups.create
    .use(authorized('backups:manage'))
    .handler(({ context }) => createBackup(context.engine, context.actor, 'by_hand')),
  download: backups.download
    .use(authorized('backups:manage'))
    .handler(({ context, input }) => backupFile(context.engine, context.actor, input.file)),
  remove: backups.remove.use(authorized('backups:manage')).handler(({ context, input }) => {
    removeBackup(context.engine, context.actor, input.file)
    return { ok: true }
  }),
})
