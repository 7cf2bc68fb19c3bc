import { requestApproval } from '../../../main/engine/approvals/approvals.ts'
import { type Actor, systemActor } from '../../../main/engine/core/actor.ts'
import type { NewEvent } from '../../../main/engine/core/events/events.ts'
import { features } from '../../../main/engine/features.ts'
import { seedMail } from '../../../main/engine/mail/mail.ts'
import type { EventType } from '../../../shared/domain/events.ts'
import { aWorkspace, type TestWorkspace } from '../../support/workspace.ts'

/** Monitors and backups look at the machine the test runs on, and would bring news of their own. */
const quiet = features.filter(({ name }) => !['monitors', 'backups', 'housekeeping'].includes(name))

/** A workspace in Santiago with a mail account, on Monday 2 March 2026 at 09:00. */
export async function aNewsroom(): Promise<TestWorkspace> {
  const workspace = await aWorkspace({ features: quiet })
  workspace.ctx.db.write((tx) => seedMail(tx, workspace.ctx))
  return workspace
}

/** Lets something happen, and subscribers and jobs that are due deal with it. */
export async function happen<T extends EventType>(
  { ctx, clock }: TestWorkspace,
  event: Pick<NewEvent<T>, 'type' | 'payload'> & Partial<NewEvent<T>>,
): Promise<string> {
  const id = ctx.db.write((tx) =>
    ctx.events.emit(tx, { subjectType: 'thing', subjectId: 't1', actor: systemActor, ...event }),
  )
  await clock.advance(0)
  await clock.advance(0)
  return id
}

/** Asks for the approval of a launch, as a campaign would. */
export async function ask(
  { ctx, clock }: TestWorkspace,
  requestedBy: Actor,
  subjectId = 'c1',
): Promise<string> {
  const id = ctx.db.write((tx) =>
    requestApproval(tx, ctx, {
      kind: 'campaign_launch',
      subjectType: 'campaign',
      subjectId,
      clientId: null,
      title: 'Recordatorio de marzo',
      summary: '',
      payload: { recipients: 50 },
      requestedBy,
    }),
  )
  await clock.advance(0)
  await clock.advance(0)
  return id
}

export interface SentEmail {
  to: string
  subject: string
  text: string
  html: string
}

/** Messages written into the log of e-mails, oldest first. */
export function emailsOf({ ctx }: TestWorkspace): SentEmail[] {
  return ctx.db
    .sqlAll<{ recipients: string; subject: string; text: string; html: string }>(
      `SELECT recipients, subject, text, html FROM emails WHERE kind = 'notification' ORDER BY createdAt, id`,
    )
    .map(({ recipients, subject, text, html }) => ({
      subject,
      text,
      html,
      to: /"address":"([^"]+)"/.exec(recipients)?.[1] ?? '',
    }))
}

/** Messages of what a person has in the centre, newest first. */
export async function told({ as }: TestWorkspace, actor: Actor): Promise<string[]> {
  return (await as(actor).notifications.list({})).items.map((item) => item.message)
}
