import { expect, test } from 'vitest'
import { canonical, verifyAudit } from '../../../main/engine/core/audit/audit.ts'
import { aWorkspace } from '../../support/workspace.ts'

async function withEntries(count: number) {
  const workspace = await aWorkspace({ features: [] })
  const { ctx, admin } = workspace
  for (let n = 0; n < count; n++) {
    ctx.db.write((tx) =>
      ctx.audit.record(tx, {
        actor: admin,
        action: 'probe.touch',
        subjectType: 'probe',
        subjectId: String(n),
        details: { n },
      }),
    )
  }
  return workspace
}

test('the chain of an untouched log verifies and has a head', async () => {
  const { ctx } = await withEntries(25)
  expect(verifyAudit(ctx.db)).toMatchObject({ ok: true, entries: 25 })
})

test('the log refuses to be changed or shortened', async () => {
  const { ctx } = await withEntries(3)
  expect(() => ctx.db.write((tx) => tx.sqlRun('UPDATE audit SET at = 1 WHERE seq = 2'))).toThrow(
    'append-only',
  )
  expect(() => ctx.db.write((tx) => tx.sqlRun('DELETE FROM audit WHERE seq = 3'))).toThrow('append-only')
})

test('an entry that was changed behind the triggers is named', async () => {
  const { ctx } = await withEntries(9)
  ctx.db.connection.exec('DROP TRIGGER audit_no_update')
  ctx.db.write((tx) => tx.sqlRun(`UPDATE audit SET details = '{"n":100}' WHERE seq = 5`))
  expect(verifyAudit(ctx.db)).toEqual({ ok: false, entries: 4, brokenAt: 5 })
})

test('equal values have equal canonical text whatever the order of their keys', () => {
  expect(canonical({ b: 1, a: [true, null, 'ñ'] })).toBe(canonical({ a: [true, null, 'ñ'], b: 1 }))
})
