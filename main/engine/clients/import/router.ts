import { authorized, os } from '../../core/access/procedures.ts'
import { exportImportRows, listImportRows } from './rows.ts'
import { cancelClientImport, clientImportNow, startClientImport } from './run.ts'
import { inspectClientsAgain, uploadClients } from './upload.ts'

const { imports } = os.clients
const write = authorized('clients:write')

export const clientImportsRouter = imports.router({
  upload: imports.upload
    .use(write)
    .handler(({ context, input }) => uploadClients(context.engine, context.actor, input.file)),
  inspect: imports.inspect
    .use(write)
    .handler(({ context, input }) => inspectClientsAgain(context.engine, context.actor, input)),
  check: imports.check
    .use(write)
    .handler(({ context, input }) =>
      startClientImport(context.engine, context.actor, input, { trial: true }),
    ),
  run: imports.run
    .use(write)
    .handler(({ context, input }) =>
      startClientImport(context.engine, context.actor, input, { trial: false }),
    ),
  get: imports.get
    .use(write)
    .handler(({ context, input }) => clientImportNow(context.engine, context.actor, input.id)),
  cancel: imports.cancel
    .use(write)
    .handler(({ context, input }) => cancelClientImport(context.engine, context.actor, input.id)),
  rows: imports.rows
    .use(write)
    .handler(({ context, input }) => listImportRows(context.engine, context.actor, input)),
  exportRows: imports.exportRows
    .use(write)
    .handler(({ context, input }) => exportImportRows(context.engine, context.actor, input)),
})
