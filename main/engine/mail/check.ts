import type { ConnectionCheck, MailAccountInput } from '../../../shared/contract/mail.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { accountFault, noteOutcome } from './account-state.ts'
import { laneOptionsOf } from './account-transport.ts'
import { checked, requirePassword } from './mail.ts'
import { findAccount, secretOf } from './queries.ts'
import { type LaneOptions, openLane } from './smtp-lane.ts'

/** A person waits for the answer: shorter than what a message is given. */
const patience = { connect: 15_000, auth: 15_000 }

/** Connects and signs in with the stored settings, sends nothing, and writes down the result. */
export async function testAccount(ctx: EngineContext, actor: Actor, id: string): Promise<ConnectionCheck> {
  const account = findAccount(ctx.db, id)
  const { check, outcome } = await tryConnection(ctx, laneOptionsOf(ctx, account))
  ctx.db.write((tx) => {
    noteOutcome(tx, ctx, id, outcome)
    ctx.audit.record(tx, {
      actor,
      action: 'mail_account.test',
      subjectType: 'mail_account',
      subjectId: id,
      details: { ok: check.ok },
    })
  })
  return check
}

/** The same for settings that are not saved yet. Throws INVALID as saving them would. */
export async function checkSettings(
  ctx: EngineContext,
  _actor: Actor,
  input: MailAccountInput & { id?: string },
): Promise<ConnectionCheck> {
  const before = input.id === undefined ? undefined : findAccount(ctx.db, input.id)
  const values = checked(input, before?.kind ?? 'smtp')
  if (before) requirePassword(ctx, before, input)
  const stored = before && input.password === undefined ? ctx.secrets.reveal(secretOf(before.id)) : undefined
  const settings = { ...values, kind: before?.kind ?? ('smtp' as const) }
  const options = laneOptionsOf(ctx, settings, input.password ?? stored)
  return (await tryConnection(ctx, options)).check
}

async function tryConnection(ctx: EngineContext, options: LaneOptions) {
  const begun = ctx.clock.monotonic()
  const opened = await openLane({ ...options, timeouts: patience })
  const milliseconds = Math.round(ctx.clock.monotonic() - begun)
  if (opened.opened) {
    opened.lane.close()
    const outcome = { kind: 'accepted', code: 250, enhanced: null, response: '' } as const
    return { outcome, check: { ok: true, milliseconds, phase: null, reason: null, text: null } }
  }
  const { failure } = opened
  const fault = accountFault(failure)
  const check = {
    ok: false,
    milliseconds,
    phase: failure.phase,
    reason: fault?.reason ?? 'closed',
    text: fault?.text ?? null,
  }
  return { outcome: failure, check }
}
