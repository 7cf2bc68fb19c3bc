import { expect, test } from 'vitest'
import { aCampaign, anAccount, quiet } from '../../support/campaigns.ts'
import { smtpInbox } from '../../support/smtp-inbox.ts'
import { aWorkspace } from '../../support/workspace.ts'

test('the log shows messages of campaigns between single ones, page by page, each once', async () => {
  const inbox = await smtpInbox()
  const { ctx, clock, admin, as } = await aWorkspace()
  const accountId = anAccount(ctx, inbox)
  await as(admin).emails.sendTest({ accountId, to: 'antes@correo.test' })
  await quiet(ctx)
  await clock.advance(1_000)
  const campaignId = aCampaign(ctx, { recipients: 30, accountId })
  await quiet(ctx)
  await clock.advance(1_000)
  await as(admin).emails.sendTest({ accountId, to: 'despues@correo.test' })
  await quiet(ctx)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<ReturnType<typeof as>['emails']['list']>> = await as(admin).emails.list({
      limit: 7,
      ...(cursor === null ? {} : { cursor }),
    })
    seen.push(...page.items.map(({ to }) => to[0]?.address ?? ''))
    cursor = page.nextCursor
  } while (cursor !== null)
  expect(seen).toHaveLength(32)
  expect(new Set(seen).size).toBe(32)
  expect(seen.at(0)).toBe('despues@correo.test')
  expect(seen.at(-1)).toBe('antes@correo.test')
  expect((await as(admin).emails.list({ kind: ['test'] })).items).toHaveLength(2)
  const [row] = (await as(admin).emails.list({ kind: ['campaign'], limit: 1 })).items
  const email = await as(admin).emails.get({ id: row?.id ?? '' })
  expect(email).toMatchObject({
    status: 'accepted',
    kind: 'campaign',
    campaign: { id: campaignId },
    mayResend: false,
  })
  expect(email.text).not.toBe('')
})

test('staff do not see messages of campaigns that are not theirs', async () => {
  const inbox = await smtpInbox()
  const { ctx, admin, as, user } = await aWorkspace()
  aCampaign(ctx, { recipients: 3, accountId: anAccount(ctx, inbox) })
  await quiet(ctx)
  const [row] = (await as(admin).emails.list({})).items
  const staff = user('staff')
  expect((await as(staff).emails.list({})).items).toEqual([])
  await expect(as(staff).emails.get({ id: row?.id ?? '' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
