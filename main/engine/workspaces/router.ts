import { mkdtempSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { invalid, notFound, problem } from '../../../shared/contract/errors.ts'
import { os, publicProcedure, trustedProcedure } from '../core/access/procedures.ts'
import type { RequestContext } from '../core/access/request.ts'
import { actorOfUser } from '../core/access/sessions.ts'
import type { EngineContext } from '../core/context.ts'
import { sessionState } from '../session/queries.ts'
import { enter, enterUnlocked } from '../session/session.ts'
import { countryDefaults } from './countries.ts'

const ok = { ok: true } as const

/** Signs in whom this machine is enough for, and says who is there now. */
function arrive(request: RequestContext, engine: EngineContext) {
  enterUnlocked(engine, request)
  return sessionState(request)
}

export const workspacesRouter = os.workspaces.router({
  list: os.workspaces.list.use(trustedProcedure).handler(({ context }) => context.host.list()),
  countries: os.workspaces.countries.use(publicProcedure).handler(() => [...countryDefaults]),
  open: os.workspaces.open
    .use(trustedProcedure)
    .handler(async ({ context, input }) => arrive(context, await context.host.open(input.id))),
  create: os.workspaces.create.use(trustedProcedure).handler(async ({ context, input }) => {
    const engine = await context.host.create(input)
    const admin = engine.db.sqlGet<{ id: string }>(
      `SELECT id FROM users WHERE role = 'admin' ORDER BY id LIMIT 1`,
    )
    if (admin && actorOfUser(engine.db, admin.id)) enter(engine, context, admin.id)
    return sessionState(context)
  }),
  openSample: os.workspaces.openSample
    .use(trustedProcedure)
    .handler(async ({ context, input }) =>
      arrive(context, await context.host.openSample(input.language, input.fresh)),
    ),
  restore: os.workspaces.restore.use(trustedProcedure).handler(async ({ context, input }) => {
    const { workspaceId, file } = input
    // An admin elsewhere must not be able to ask which files this machine has.
    if (workspaceId === null && !context.trusted) throw problem('FORBIDDEN', 'only_at_this_machine')
    return arrive(context, await context.host.restore(workspaceId === null ? file : { workspaceId, file }))
  }),
  restoreUpload: os.workspaces.restoreUpload.use(trustedProcedure).handler(async ({ context, input }) => {
    const folder = mkdtempSync(join(tmpdir(), 'despacho-restore-'))
    try {
      const file = join(folder, 'backup.db')
      await writeStream(file, input.file)
      return arrive(context, await context.host.restore(file))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }),
  remove: os.workspaces.remove.use(trustedProcedure).handler(async ({ context, input }) => {
    const known = context.host.list().find((workspace) => workspace.id === input.id)
    if (!known) throw notFound('workspace')
    if (input.typedName.trim() !== known.name)
      throw invalid([{ path: ['typedName'], reason: 'name_not_typed' }])
    await context.host.remove(input.id)
    return ok
  }),
  close: os.workspaces.close.use(trustedProcedure).handler(async ({ context }) => {
    await context.host.close()
    return ok
  }),
})

async function writeStream(path: string, file: File): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of file.stream()) await handle.write(chunk)
  } finally {
    await handle.close()
  }
}
