/** Finds the ids that the addresses of details need: a procedure of the contract, as the admin of the sample. */
export type Ask = <Answer>(path: string, input?: unknown) => Promise<Answer>

type Ids = { items: { id: string }[] }

const first = async (ask: Ask, path: string, input: object = {}): Promise<string> =>
  (await ask<Ids>(path, { limit: 1, ...input })).items[0]?.id ?? ''

/**
 * Every page of the console, as it is in the sample workspace: one line each. What is listed here is
 * checked for accessibility in both appearances, for overflow on a phone, and for errors in its console.
 */
export async function everyRoute(ask: Ask): Promise<string[]> {
  const client = await first(ask, 'clients/list')
  const draft = await first(ask, 'campaigns/list', { status: 'draft' })
  const running = await first(ask, 'campaigns/list', { status: 'running' })
  const template = await first(ask, 'templates/list')
  const approval = await first(ask, 'approvals/list')
  return [
    '/',
    '/approvals',
    '/approvals/history',
    `/approvals/${approval}`,
    '/audit',
    '/campaigns',
    `/campaigns/${draft}/wizard/recipients`,
    `/campaigns/${draft}/wizard/message`,
    `/campaigns/${draft}/wizard/delivery`,
    `/campaigns/${draft}/wizard/review`,
    `/campaigns/${running}/progress`,
    `/campaigns/${running}/recipients`,
    '/clients',
    `/clients/${client}`,
    '/emails',
    '/jobs',
    '/jobs/list',
    '/notifications',
    '/sandbox',
    '/schedules',
    '/settings/api-keys',
    '/settings/backups',
    '/settings/contact-rules',
    '/settings/delivery',
    '/settings/holidays',
    '/settings/mail',
    '/settings/monitors',
    '/settings/notifications',
    '/settings/profile',
    '/settings/roles',
    '/settings/sending',
    '/settings/users',
    '/settings/workspace',
    '/start',
    '/start/new',
    '/templates',
    '/templates/layout',
    `/templates/${template}`,
  ]
}
