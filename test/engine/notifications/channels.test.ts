import { expect, test } from 'vitest'
import { followNotifications, takeDesktopNotifications } from '../../../main/engine/notifications/desktop.ts'
import type { TestWorkspace } from '../../support/workspace.ts'
import { aNewsroom, emailsOf, happen } from './news.ts'

const HOUR = 3_600_000

const pause = (workspace: TestWorkspace, name: string) =>
  happen(workspace, {
    type: 'campaign.paused',
    subjectType: 'campaign',
    subjectId: name,
    payload: { name, reason: 'sender_setup' },
  })

test('a toast is given out once, whoever asks first', async () => {
  const workspace = await aNewsroom()
  const { as, admin, ctx } = workspace
  await pause(workspace, 'Marzo')
  const { toasts } = takeDesktopNotifications(ctx, admin.userId ?? '')
  expect(toasts).toMatchObject([
    { title: 'Se detuvo la campaña «Marzo»', link: '/campaigns/Marzo', severity: 'warning', summary: false },
  ])
  expect((await as(admin).notifications.takeToasts()).toasts).toEqual([])
})

test('what was read first is not shown any more, nor what is half a day old', async () => {
  const workspace = await aNewsroom()
  const { as, admin, clock } = workspace
  await pause(workspace, 'Uno')
  await as(admin).notifications.readAll({})
  await pause(workspace, 'Dos')
  await clock.advance(13 * HOUR)
  await pause(workspace, 'Tres')
  const { toasts } = await as(admin).notifications.takeToasts()
  expect(toasts.map((toast) => toast.link)).toEqual(['/campaigns/Tres'])
})

test('many at once are one toast that says how many', async () => {
  const workspace = await aNewsroom()
  const { as, admin } = workspace
  for (const name of ['A', 'B', 'C', 'D', 'E']) await pause(workspace, name)
  const { toasts } = await as(admin).notifications.takeToasts()
  expect(toasts).toMatchObject([{ summary: true, title: '5 notificaciones nuevas', link: '/notifications' }])
})

test('a desktop app shows what comes, takes away what is read elsewhere, and counts', async () => {
  const workspace = await aNewsroom()
  const { as, admin, ctx, clock } = workspace
  const log: string[] = []
  const stop = followNotifications(ctx, admin.userId ?? '', {
    show: (toast) => log.push(`show ${toast.link}`),
    withdraw: () => log.push('withdraw'),
    badge: (unread) => log.push(`badge ${unread}`),
  })
  await pause(workspace, 'Marzo')
  await clock.advance(300)
  await as(admin).notifications.readAll({})
  await clock.advance(300)
  expect(log).toEqual(['badge 0', 'show /campaigns/Marzo', 'badge 1', 'withdraw', 'badge 0'])
  stop()
  await pause(workspace, 'Abril')
  await clock.advance(300)
  expect(log).toHaveLength(5)
})

test('a snoozed one is shown on the desktop again when it comes back', async () => {
  const workspace = await aNewsroom()
  const { as, admin, ctx, clock } = workspace
  const log: string[] = []
  const stop = followNotifications(ctx, admin.userId ?? '', {
    show: () => log.push('show'),
    withdraw: () => log.push('withdraw'),
    badge: (unread) => log.push(`badge ${unread}`),
  })
  await pause(workspace, 'Marzo')
  await clock.advance(300)
  const [item] = (await as(admin).notifications.list({})).items
  await as(admin).notifications.snooze({ ids: [item?.id ?? ''], until: clock.now() + HOUR })
  await clock.advance(300)
  await clock.advance(HOUR)
  expect(log).toEqual(['badge 0', 'show', 'badge 1', 'withdraw', 'badge 0', 'show', 'badge 1'])
  stop()
})

test('an e-mail speaks the language of who gets it', async () => {
  const workspace = await aNewsroom()
  const { ctx, admin, user } = workspace
  const english = user('manager', 'Eve')
  ctx.db.write((tx) => tx.sqlRun(`UPDATE users SET language = 'en' WHERE id = ?`, [english.userId]))
  await pause(workspace, 'Marzo')
  const bySubject = emailsOf(workspace)
    .map((email) => email.subject)
    .sort()
  expect(bySubject).toEqual([
    'Campaign “Marzo” stopped · Estudio de prueba',
    'Se detuvo la campaña «Marzo» · Estudio de prueba',
  ])
  expect(admin.userId).not.toBe(english.userId)
})

test('hostile names are inert in messages', async () => {
  const workspace = await aNewsroom()
  await pause(workspace, '<script>alert(1)</script>\r\nBcc: victim@example.test & "x"')
  const [email] = emailsOf(workspace)
  expect(email?.subject).not.toMatch(/[\r\n]/)
  expect(email?.html).not.toContain('<script>')
  expect(email?.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(email?.html).toContain('&amp; &quot;x&quot;')
})

test('somebody without an address is told in the console all the same, and the delivery says why it failed', async () => {
  const workspace = await aNewsroom()
  const { ctx, admin } = workspace
  ctx.db.write((tx) => tx.sqlRun('UPDATE users SET email = NULL WHERE id = ?', [admin.userId]))
  await pause(workspace, 'Marzo')
  const failed = ctx.db.sqlGet(`SELECT state, reason FROM notification_deliveries WHERE channel = 'email'`)
  expect(failed).toEqual({ state: 'failed', reason: 'no_address' })
})

test('without a mail account that is on, the job ends and the delivery says why', async () => {
  const workspace = await aNewsroom()
  const { ctx } = workspace
  ctx.db.write((tx) => tx.sqlRun('UPDATE mail_accounts SET enabled = 0'))
  await pause(workspace, 'Marzo')
  const failed = ctx.db.sqlGet(`SELECT state, reason FROM notification_deliveries WHERE channel = 'email'`)
  expect(failed).toEqual({ state: 'failed', reason: 'mail_no_account' })
  expect(ctx.db.sqlAll(`SELECT id FROM jobs WHERE type = 'notification' AND state <> 'done'`)).toEqual([])
})

test('a failed job is called by the name that the jobs page gives it', async () => {
  const workspace = await aNewsroom()
  const { as, admin } = workspace
  await as(admin).notifications.savePreferences({
    changes: [{ type: 'job_failed', channel: 'email', frequency: 'daily' }],
  })
  await happen(workspace, { type: 'job.dead', payload: { jobType: 'approval.expire', error: 'disk full' } })
  await happen(workspace, { type: 'job.dead', payload: { jobType: 'of_tomorrow', error: 'disk full' } })
  await workspace.clock.advance(24 * HOUR)
  expect(emailsOf(workspace)[0]?.text).toContain('Vencimiento de una aprobación: disk full')
  expect(emailsOf(workspace)[0]?.text).toContain('of_tomorrow: disk full')
})
