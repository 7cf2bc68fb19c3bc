import { SystemClock } from '../../main/engine/core/clock.ts'
import type { EngineContext } from '../../main/engine/core/context.ts'
import { requestApproval } from '../../main/engine/approvals/approvals.ts'
import { actorOfUser } from '../../main/engine/core/access/sessions.ts'
import { hostKeyStore } from '../../main/engine/core/secrets/key-file.ts'
import { createWorkspaceHost } from '../../main/engine/workspaces/host.ts'
import { aDataDir, type Finally, TEST_KEY } from './electron/launch.ts'

/** A data folder with one workspace whose only password is the machine's own, closed again. */
export async function aDataFolder(
  fill: (ctx: EngineContext) => void = () => undefined,
  { language = 'es', finish }: { language?: 'es' | 'en'; finish?: Finally } = {},
): Promise<string> {
  const dataDir = aDataDir(finish)
  const host = createWorkspaceHost({
    dataDir,
    clock: new SystemClock(),
    keyStore: hostKeyStore(dataDir, TEST_KEY),
    durability: 'NORMAL',
  })
  const ctx = await host.create({
    name: 'Estudio Aguirre',
    country: 'CL',
    locale: 'es-CL',
    zone: 'America/Santiago',
    currency: 'CLP',
    admin: { signInName: 'ada', name: 'Ada Aguirre', email: null, password: null, language },
  })
  fill(ctx)
  await host.close()
  return dataDir
}

/** A request for approval that somebody else than the admin has made. */
export function anApproval(ctx: EngineContext, title: string): void {
  ctx.db.write((tx) => {
    const id = ctx.ids.next()
    const now = ctx.clock.now()
    tx.sqlRun(
      `INSERT INTO users (id, signInName, name, email, role, active, createdAt, updatedAt)
       VALUES (?, ?, 'Beto Rojas', NULL, 'staff', 1, ?, ?)`,
      [id, `beto-${id.slice(-6)}`, now, now],
    )
    const requestedBy = actorOfUser(tx, id)
    if (!requestedBy) throw new Error('the user just made is not there')
    requestApproval(tx, ctx, {
      kind: 'campaign_launch',
      subjectType: 'campaign',
      subjectId: ctx.ids.next(),
      clientId: null,
      title,
      summary: '120 mensajes desde mañana',
      payload: { title },
      requestedBy,
    })
  })
}
