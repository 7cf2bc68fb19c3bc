import { createRouterClient } from '@orpc/server'
import { router } from '../../main/engine/router.ts'
import { fillBigWorkspace } from '../support/bench/big-workspace.ts'
import { benchEngine, inFolder } from '../support/bench/engine.ts'
import { machineFacts, median, percentile, rounded } from '../support/bench/figures.ts'
import { requestBy } from '../support/request.ts'

const CALLS = 40

type Client = ReturnType<typeof clientFor>
type PageOf = { nextCursor: string | null }

function clientFor(...of: Parameters<typeof requestBy>) {
  return createRouterClient(router, { context: requestBy(...of) })
}

/**
 * Contract calls of every long list on a workspace of 1,000,000 recipients and 100,000 jobs, events
 * and clients; the first page against the fiftieth shows what depth costs.
 */
export async function run(): Promise<object> {
  const full = await measure(1_000_000)
  const tenth = await measure(100_000)
  return {
    name: 'lists',
    ours: full.p95Ms,
    peer: null,
    ratio: null,
    unit: 'ms',
    ...full,
    atATenth: tenth,
    ...machineFacts(),
  }
}

function measure(recipients: number) {
  return inFolder(async (folder) => {
    const engine = await benchEngine(folder)
    try {
      const { admin, campaignIds } = fillBigWorkspace(engine.ctx, {
        recipients,
        jobs: recipients / 10,
        clients: recipients / 10,
      })
      const client = clientFor(engine.ctx, admin)
      const lists = listsOf(client, campaignIds[0] ?? '')
      const byList: Record<string, { p95Ms: number; depthRatio: number }> = {}
      const all: number[] = []
      for (const [name, call] of Object.entries(lists)) {
        const { first, deep } = await timeList(call)
        byList[name] = {
          p95Ms: rounded(percentile([...first, ...deep], 0.95)),
          depthRatio: rounded(median(deep) / median(first)),
        }
        all.push(...first, ...deep)
      }
      return { p95Ms: rounded(percentile(all, 0.95)), byList }
    } finally {
      await engine.stop()
    }
  })
}

function listsOf(
  client: Client,
  campaignId: string,
): Record<string, (cursor: string | undefined) => Promise<PageOf>> {
  return {
    campaigns: (cursor) => client.campaigns.list({ cursor, limit: 10 }),
    recipients: (cursor) => client.campaigns.recipients.list({ campaignId, cursor }),
    recipientsFailed: (cursor) =>
      client.campaigns.recipients.list({ campaignId, state: 'failed', cursor, limit: 10 }),
    notSent: (cursor) => client.campaigns.recipients.notSentList({ campaignId, cursor, limit: 10 }),
    emails: (cursor) => client.emails.list({ cursor }),
    clients: (cursor) => client.clients.list({ cursor }),
    clientsByHealth: (cursor) => client.clients.list({ cursor, sort: 'health', direction: 'desc' }),
    jobs: (cursor) => client.jobs.list({ cursor }),
    jobsDead: (cursor) => client.jobs.list({ state: ['dead'], cursor, limit: 10 }),
    audit: (cursor) => client.audit.list({ cursor }),
    notifications: (cursor) => client.notifications.list({ cursor }),
    timeline: (cursor) => client.clients.timeline({ id: 'client-00000042', cursor, limit: 10 }),
  }
}

async function timeList(
  call: (cursor: string | undefined) => Promise<PageOf>,
): Promise<{ first: number[]; deep: number[] }> {
  let deepCursor: string | undefined
  for (let page = 0; page < 50; page++) {
    const { nextCursor } = await call(deepCursor)
    if (nextCursor === null) break
    deepCursor = nextCursor
  }
  const first: number[] = []
  const deep: number[] = []
  for (let n = 0; n < CALLS; n++) {
    first.push(await timed(() => call(undefined)))
    deep.push(await timed(() => call(deepCursor)))
  }
  return { first, deep }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
