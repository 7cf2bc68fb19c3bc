import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { aSink } from '../support/bench/campaign.ts'
import { machineFacts, median, rounded } from '../support/bench/figures.ts'

const ROUNDS = 3
const figuresSchema = z.object({ first: z.number(), last: z.number() })

/** Resident memory after 10,000 and after 50,000 messages sent, in a process of its own each round. */
export async function run(): Promise<object> {
  const sink = await aSink()
  const growth: number[] = []
  const rounds: { after10kMiB: number; after50kMiB: number }[] = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const { first, last } = await measure(sink.port)
      rounds.push({ after10kMiB: mebibytes(first), after50kMiB: mebibytes(last) })
      growth.push((100 * (last - first)) / first)
    }
  } finally {
    sink.stop()
  }
  const growthPct = rounded(median(growth))
  return {
    name: 'memory',
    ours: growthPct,
    peer: null,
    ratio: null,
    unit: '%',
    growthPct,
    rounds,
    ...machineFacts(),
  }
}

async function measure(port: number): Promise<z.infer<typeof figuresSchema>> {
  const script = fileURLToPath(new URL('../support/bench/memory-of-sending.ts', import.meta.url))
  const child = fork(script, [String(port)], { execArgv: ['--expose-gc'] })
  const messages: unknown[] = await once(child, 'message')
  return figuresSchema.parse(messages[0])
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20)
}
