import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { invalidator } from '../../../renderer/app/live.ts'

/** A shown query whose answers the test gives one by one. */
function shownQuery(queryClient: QueryClient, key: unknown[]) {
  const waiting: (() => void)[] = []
  let calls = 0
  const observer = new QueryObserver(queryClient, {
    queryKey: key,
    queryFn: () => {
      calls += 1
      return new Promise((resolve) => waiting.push(() => resolve(calls)))
    },
  })
  const stop = observer.subscribe(() => undefined)
  const answer = async (): Promise<void> => {
    waiting.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { calls: () => calls, answer, stop }
}

it('refetches the shown queries of the topic and no others', async () => {
  const queryClient = new QueryClient()
  const clients = shownQuery(queryClient, [['clients', 'list'], { input: {} }])
  const jobs = shownQuery(queryClient, [['jobs', 'list'], {}])
  await clients.answer()
  await jobs.answer()
  invalidator(queryClient)('clients')
  expect(clients.calls()).toBe(2)
  expect(jobs.calls()).toBe(1)
  await clients.answer()
  clients.stop()
  jobs.stop()
})

it('takes changes that come during a refetch together, and never misses the last one', async () => {
  const queryClient = new QueryClient()
  const query = shownQuery(queryClient, [['campaigns', 'get'], { input: { id: '1' } }])
  await query.answer()
  const changed = invalidator(queryClient)
  for (let change = 0; change < 50; change += 1) changed('campaigns')
  expect(query.calls()).toBe(2)
  await query.answer()
  expect(query.calls()).toBe(3)
  await query.answer()
  expect(query.calls()).toBe(3)
  query.stop()
})
