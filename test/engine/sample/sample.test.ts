import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyAudit } from '../../../main/engine/core/audit/audit.ts'
import { VirtualClock } from '../../../main/engine/core/clock.ts'
import { hostKeyStore } from '../../../main/engine/core/secrets/key-file.ts'
import { createWorkspaceHost } from '../../../main/engine/workspaces/host.ts'
import { aFolder } from '../../support/workspace.ts'

/** A Wednesday noon in Santiago. */
const NOW = '2026-06-17T16:00:00Z'

test(
  'the sample has a finished campaign, one under way within its daily limits, one to approve and one ready to import',
  { timeout: 120_000 },
  async () => {
    const dataDir = join(aFolder(), 'data')
    mkdirSync(dataDir)
    const host = createWorkspaceHost({
      dataDir,
      keyStore: hostKeyStore(dataDir),
      clock: new VirtualClock(NOW),
    })
    const { db } = await host.openSample('es')
    expect(db.sqlAll('SELECT status FROM campaigns ORDER BY id')).toEqual([
      { status: 'finished' },
      { status: 'running' },
      { status: 'awaiting_approval' },
      { status: 'draft' },
    ])
    const rows = (where: string) => db.sqlGet<{ n: number }>(`SELECT count(*) AS n FROM ${where}`)?.n
    expect(rows(`daily_sending_limits WHERE reserved > allowed`)).toBe(0)
    expect(rows('clients')).toBe(40)
    expect(rows(`users WHERE role IN ('admin', 'manager', 'staff', 'viewer')`)).toBe(5)
    expect(rows(`approvals WHERE status = 'pending'`)).toBe(1)
    expect(rows(`jobs WHERE state = 'dead'`)).toBe(0)
    // Each accepted row is one message in the mailbox, and none is there twice.
    const accepted = rows(`deliveries WHERE state IN ('accepted', 'delivered', 'ambiguous')`) ?? 0
    expect(accepted).toBeGreaterThan(300)
    expect(rows('(SELECT DISTINCT messageId FROM sandbox_messages)')).toBe(rows('sandbox_messages'))
    expect(verifyAudit(db).ok).toBe(true)
    await host.close()
  },
)
