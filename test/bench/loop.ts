import { join } from 'node:path'
import { aSink, sendCampaign } from '../support/bench/campaign.ts'
import { inFolder } from '../support/bench/engine.ts'
import { machineFacts, median, rounded } from '../support/bench/figures.ts'
import { importAndPlan } from '../support/bench/import.ts'

const ROUNDS = 3
const MESSAGES = 20_000
const ROWS = 50_000

interface Delay {
  p99Ms: number
  maxMs: number
}

/** The event loop's delay while 20,000 messages go out, and while 50,000 rows are imported and planned. */
export async function run(): Promise<object> {
  const sink = await aSink()
  const delivering: Delay[] = []
  const importing: Delay[] = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      delivering.push(
        await inFolder((folder) => sendCampaign(join(folder, 'workspace'), sink.port, MESSAGES)),
      )
      importing.push(await inFolder((folder) => importAndPlan(folder, ROWS)))
    }
  } finally {
    sink.stop()
  }
  const figures = { delivering: middle(delivering), importing: middle(importing) }
  const p99Ms = Math.max(figures.delivering.p99Ms, figures.importing.p99Ms)
  const maxMs = Math.max(figures.delivering.maxMs, figures.importing.maxMs)
  return {
    name: 'loop',
    ours: p99Ms,
    peer: null,
    ratio: null,
    unit: 'ms',
    p99Ms,
    maxMs,
    ...figures,
    ...machineFacts(),
  }
}

function middle(delays: readonly Delay[]): Delay {
  return {
    p99Ms: rounded(median(delays.map(({ p99Ms }) => p99Ms))),
    maxMs: rounded(median(delays.map(({ maxMs }) => maxMs))),
  }
}
