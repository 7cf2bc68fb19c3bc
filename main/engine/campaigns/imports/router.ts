import { authorized, os } from '../../core/access/procedures.ts'
import { exportImportRows, fixImportRow, letReasonThrough, listImportRows } from './rows.ts'
import { cancelImport, importNow, startImport } from './run.ts'
import { inspectAgain, uploadFile } from './upload.ts'

const i = os.campaigns.imports
const read = authorized('campaigns:read')
const write = authorized('campaigns:write')

export const importsRouter = i.router({
  upload: i.upload
    .use(write)
    .handler(({ context, input }) => uploadFile(context.engine, context.actor, input)),
  inspect: i.inspect
    .use(write)
    .handler(({ context, input }) => inspectAgain(context.engine, context.actor, input)),
  run: i.run.use(write).handler(({ context, input }) => startImport(context.engine, context.actor, input)),
  get: i.get.use(read).handler(({ context, input }) => importNow(context.engine, context.actor, input.id)),
  cancel: i.cancel
    .use(write)
    .handler(({ context, input }) => cancelImport(context.engine, context.actor, input.id)),
  rows: i.rows
    .use(read)
    .handler(({ context, input }) => listImportRows(context.engine, context.actor, input)),
  fixRow: i.fixRow
    .use(write)
    .handler(({ context, input }) => fixImportRow(context.engine, context.actor, input)),
  letThrough: i.letThrough
    .use(write)
    .handler(({ context, input }) => letReasonThrough(context.engine, context.actor, input)),
  exportRows: i.exportRows
    .use(read)
    .handler(({ context, input }) => exportImportRows(context.engine, context.actor, input)),
})
