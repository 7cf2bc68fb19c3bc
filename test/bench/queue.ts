import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { better, defineQueue, defineWorker } from 'plainjob'
import { z } from 'zod'
import { type Feature, jobType } from '../../main/engine/core/context.ts'
import { hostKeyStore } from '../../main/engine/core/secrets/key-file.ts'
import type { Durability } from '../../main/engine/core/storage/database.ts'
import { createEngine } from '../../main/engine/engine.ts'
import { machineFacts, median, percentile, rounded } from '../support/bench/figures.ts'

const JOBS = 30_000
const PICKUPS = 300
const ROUNDS = 3
const BODY = 'x'.repeat(120)

/**
 * No-op jobs a second through the real queue, against plainjob, both on a file with
 * `synchronous = NORMAL`; ours also with FULL; and how long a single job waits to be picked up.
 */
export async function run(): Promise<object> {
  const normal: number[] = []
  const full: number[] = []
  const peer: number[] = []
  const small: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    normal.push(await processOurs('NORMAL', JOBS))
    peer.push(await processPeer(JOBS))
    full.push(await processOurs('FULL', JOBS))
    small.push(await processOurs('NORMAL', JOBS / 10))
  }
  const pickups = await pickUpOurs()
  const ours = median(normal)
  return {
    name: 'queue',
    ours: Math.round(ours),
    peer: Math.round(median(peer)),
    ratio: rounded(ours / median(peer)),
    unit: 'jobs/s',
    normal: Math.round(ours),
    full: Math.round(median(full)),
    atATenth: Math.round(median(small)),
    pickupP50Ms: rounded(percentile(pickups, 0.5), 3),
    pickupP99Ms: rounded(percentile(pickups, 0.99), 3),
    ...machineFacts(),
  }
}

async function withEngine<T>(
  durability: Durability,
  feature: Feature,
  work: (engine: Awaited<ReturnType<typeof createEngine>>) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'despacho-bench-'))
  const engine = await createEngine({
    folder,
    durability,
    keyStore: hostKeyStore(folder),
    features: [feature],
    info: {
      name: 'Bench',
      country: 'CL',
      locale: 'es-CL',
      zone: 'America/Santiago',
      currency: 'CLP',
      sample: false,
    },
  })
  try {
    return await work(engine)
  } finally {
    await engine.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const payload = z.object({ n: z.number(), body: z.string() })

function processOurs(durability: Durability, jobs: number): Promise<number> {
  let done = 0
  let finish = () => {}
  const finished = new Promise<void>((resolve) => (finish = resolve))
  const feature: Feature = {
    name: 'bench',
    jobs: () => [
      jobType({
        type: 'noop',
        payload,
        concurrency: 100,
        async run() {
          if (++done === jobs) finish()
        },
      }),
    ],
  }
  return withEngine(durability, feature, async (engine) => {
    engine.ctx.db.write((tx) => {
      for (let n = 0; n < jobs; n++) engine.ctx.queue.add(tx, { type: 'noop', payload: { n, body: BODY } })
    })
    const start = performance.now()
    await engine.start()
    await finished
    await engine.ctx.queue.settled()
    return (jobs / (performance.now() - start)) * 1_000
  })
}

function pickUpOurs(): Promise<number[]> {
  let picked = (_at: number) => {}
  const feature: Feature = {
    name: 'bench',
    jobs: () => [jobType({ type: 'noop', payload, run: () => picked(performance.now()) })],
  }
  return withEngine('FULL', feature, async (engine) => {
    await engine.start()
    const waits: number[] = []
    for (let n = 0; n < PICKUPS; n++) {
      const pickedAt = new Promise<number>((resolve) => (picked = resolve))
      const start = performance.now()
      engine.ctx.db.write((tx) => engine.ctx.queue.add(tx, { type: 'noop', payload: { n, body: BODY } }))
      waits.push((await pickedAt) - start)
      await engine.ctx.queue.settled()
    }
    return waits
  })
}

/** plainjob with its own defaults but the shortest poll it takes, so that waiting is not what is measured. */
async function processPeer(jobs: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'despacho-bench-peer-'))
  const database = new BetterSqlite3(join(folder, 'jobs.db'))
  const quiet = { error() {}, warn() {}, info() {}, debug() {} }
  const queue = defineQueue({ connection: better(database), logger: quiet })
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  try {
    queue.addMany(
      'noop',
      Array.from({ length: jobs }, (_, n) => ({ n, body: BODY })),
    )
    let done = 0
    let finish = () => {}
    const finished = new Promise<void>((resolve) => (finish = resolve))
    const worker = defineWorker(
      'noop',
      async (job) => {
        JSON.parse(job.data)
        if (++done === jobs) finish()
      },
      { queue, pollIntervall: 1, logger: quiet },
    )
    const start = performance.now()
    void worker.start()
    await finished
    const rate = (jobs / (performance.now() - start)) * 1_000
    await worker.stop()
    return rate
  } finally {
    queue.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
