import { z } from 'zod'
import { instantSchema, procedure } from './base.ts'

export const backupSchema = z.object({
  /** Name of the file in the workspace's backup folder. */
  file: z.string(),
  at: instantSchema,
  bytes: z.number().int(),
  /** `daily` and `weekly` ones are kept in turn; the others stay until removed. */
  kind: z.enum(['daily', 'weekly', 'by_hand', 'before_migration']),
  /** Newest entry of the audit chain at that moment. */
  auditHead: z.string().nullable(),
  sha256: z.string(),
})
export type Backup = z.infer<typeof backupSchema>

const byFile = z.object({ file: z.string().max(200) })
const route = (method: 'GET' | 'POST' | 'DELETE', path: `/${string}`, summary: string) =>
  procedure.route({ method, path, tags: ['backups'], summary })

export const backups = {
  list: route('GET', '/backups', 'Backups of this workspace, newest first').output(z.array(backupSchema)),
  create: route('POST', '/backups', 'Make and verify a backup now').output(backupSchema),
  download: route('GET', '/backups/{file}', 'A backup as one file').input(byFile).output(z.file()),
  remove: route('DELETE', '/backups/{file}', 'Remove a backup')
    .input(byFile)
    .output(z.object({ ok: z.literal(true) })),
}
