import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '../../main/engine/core/storage/database.ts'
import { seededRandom } from '../../main/engine/core/random.ts'
import type { RunOptions } from '../support/dispatch.ts'
import { aCampaign, anAccount } from '../support/campaigns.ts'
import { recount } from '../../main/engine/campaigns/counts.ts'
import { openEngine } from './kill/open-engine.ts'

const RECIPIENTS = 5_000
const CONNECTIONS = 8

interface Figures {
  kills: number
  lost: number
  duplicates: number
  ambiguousMax: number
  connections: number
}

/**
 * Kills a real engine process at random moments while it sends campaigns of 5,000 to a real SMTP server in
 * another process, and starts it again, until 100 kills and every campaign is through. What the server took is
 * compared with the ledger: nothing lost, nothing twice, and uncertain at most what was on open connections.
 */
export async function run({ args }: RunOptions): Promise<Figures & Record<string, number>> {
  const wanted = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 100)
  const folder = mkdtempSync(join(tmpdir(), 'despacho-kill-'))
  const sinkLog = join(folder, 'sink.log')
  const random = seededRandom(20_261_120)
  const sink = fork(fileURLToPath(new URL('../support/smtp-sink.ts', import.meta.url)), {
    env: { ...process.env, SINK_LOG: sinkLog },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  try {
    const port = Number(String((await once(sink.stdout as NodeJS.ReadableStream, 'data'))[0]).trim())
    const total: Figures = { kills: 0, lost: 0, duplicates: 0, ambiguousMax: 0, connections: CONNECTIONS }
    let campaigns = 0
    let ambiguous = 0
    const started = performance.now()
    while (total.kills < wanted) {
      const workspace = join(folder, `campaign-${campaigns}`)
      const id = await prepare(workspace, port)
      campaigns += 1
      for (;;) {
        const engine = await startEngine(workspace)
        const kill = total.kills < wanted
        const finished = await working(engine, workspace, id, kill ? 30 + random.next() * 420 : Infinity)
        if (!finished) {
          engine.kill('SIGKILL')
          await once(engine, 'exit')
          total.kills += 1
          const open = stateOf(workspace, id)
          // What was handed over and has no answer yet is what the next start calls ambiguous.
          total.ambiguousMax = Math.max(total.ambiguousMax, open['handed_over'] ?? 0)
          continue
        }
        engine.kill('SIGTERM')
        await once(engine, 'exit')
        break
      }
      const result = compare(workspace, id, sinkLog)
      total.lost += result.lost
      total.duplicates += result.duplicates
      ambiguous += result.ambiguous
      console.error(
        `campaign ${campaigns}: ${total.kills} kills, ${result.ambiguous} ambiguous, ${result.lost} lost, ${result.duplicates} twice, ${Math.round((performance.now() - started) / 1000)} s`,
      )
    }
    if (total.lost > 0 || total.duplicates > 0 || total.ambiguousMax > CONNECTIONS) process.exitCode = 1
    return {
      ...total,
      campaigns,
      recipients: campaigns * RECIPIENTS,
      ambiguous,
      seconds: Math.round((performance.now() - started) / 1_000),
    }
  } finally {
    sink.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A workspace with a launched campaign whose window is always open. */
async function prepare(workspace: string, port: number): Promise<string> {
  const { engine, ctx } = await openEngine(workspace)
  const id = aCampaign(ctx, {
    recipients: RECIPIENTS,
    accountId: anAccount(ctx, { port, connections: CONNECTIONS }),
    window: { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', excludeHolidays: false },
  })
  // All batches at once: the interval between them is not what is tested here.
  ctx.db.write((tx) => {
    tx.sqlRun(
      'CREATE TRIGGER batches_due_now AFTER INSERT ON batches BEGIN UPDATE batches SET dueAt = 0 WHERE id = new.id; END',
    )
  })
  await engine.stop()
  return id
}

async function startEngine(workspace: string): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('./kill/engine-process.ts', import.meta.url)), [workspace], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const first = await Promise.race([once(child, 'message'), once(child, 'exit')])
  if (first[0] !== 'ready') throw new Error(`the engine did not start: ${String(first[0])}`)
  return child
}

/** Waits up to `milliseconds`; true when the campaign was through before. */
async function working(
  engine: ChildProcess,
  workspace: string,
  id: string,
  milliseconds: number,
): Promise<boolean> {
  const end = performance.now() + milliseconds
  const reader = openDatabase(join(workspace, 'workspace.db'), { readonly: true })
  try {
    while (performance.now() < end) {
      if (engine.exitCode !== null) throw new Error('the engine ended by itself')
      const row = reader.sqlGet<{ status: string }>('SELECT status FROM campaigns WHERE id = ?', [id])
      if (row?.status === 'finished') return true
      await new Promise((resolve) => setTimeout(resolve, Math.min(20, Math.max(1, end - performance.now()))))
    }
    return false
  } finally {
    reader.close()
  }
}

function stateOf(workspace: string, id: string): Record<string, number> {
  const reader = openDatabase(join(workspace, 'workspace.db'), { readonly: true })
  try {
    const rows = reader.sqlAll<{ state: string; count: number }>(
      'SELECT state, count(*) AS count FROM deliveries WHERE campaignId = ? GROUP BY state',
      [id],
    )
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
  } finally {
    reader.close()
  }
}

/** The ledger against what the server took. An ambiguous row may have been taken; every other is certain. */
function compare(
  workspace: string,
  id: string,
  sinkLog: string,
): { lost: number; duplicates: number; ambiguous: number } {
  const taken = new Map<string, number>()
  for (const key of readFileSync(sinkLog, 'utf8').split('\n')) {
    if (key.startsWith(id)) taken.set(key, (taken.get(key) ?? 0) + 1)
  }
  const reader = openDatabase(join(workspace, 'workspace.db'), { readonly: true })
  try {
    const rows = reader.sqlAll<{ id: number; state: string }>(
      'SELECT id, state FROM deliveries WHERE campaignId = ?',
      [id],
    )
    const recipients =
      reader.sqlGet<{ count: number }>(
        'SELECT count(*) AS count FROM campaign_recipients WHERE campaignId = ?',
        [id],
      )?.count ?? 0
    let lost = recipients - rows.length
    for (const row of rows) {
      const count = taken.get(`${id}-${row.id}`) ?? 0
      if (row.state === 'accepted' ? count === 0 : row.state !== 'ambiguous') lost += 1
    }
    const duplicates = [...taken.values()].filter((count) => count > 1).length
    const kept = reader.sqlAll<{ state: string; count: number }>(
      'SELECT state, sum(count) AS count FROM campaign_counts WHERE campaignId = ? AND count <> 0 GROUP BY state',
      [id],
    )
    const counted = new Map<string, number>()
    for (const row of recount(reader, id)) counted.set(row.state, (counted.get(row.state) ?? 0) + row.count)
    for (const { state, count } of kept) {
      if (counted.get(state) !== count)
        throw new Error(`the figure of ${state} is ${count}, counted ${counted.get(state)}`)
    }
    return { lost, duplicates, ambiguous: rows.filter((row) => row.state === 'ambiguous').length }
  } finally {
    reader.close()
  }
}
