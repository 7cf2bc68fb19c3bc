import { fillBigWorkspace } from '../support/bench/big-workspace.ts'
import { benchEngine, inFolder } from '../support/bench/engine.ts'
import { machineFacts, median, rounded } from '../support/bench/figures.ts'

const ROUNDS = 5

/** How long the engine takes to be ready on a workspace of 1,000,000 recipients, and on a tenth of it. */
export async function run(): Promise<object> {
  const readyMs = await measure(1_000_000)
  const atATenth = await measure(100_000)
  return {
    name: 'start',
    ours: readyMs,
    peer: null,
    ratio: null,
    unit: 'ms',
    readyMs,
    atATenth,
    ...machineFacts(),
  }
}

function measure(recipients: number): Promise<number> {
  return inFolder(async (folder) => {
    const filling = await benchEngine(folder)
    fillBigWorkspace(filling.ctx, { recipients, jobs: recipients / 10, clients: recipients / 10 })
    await filling.stop()
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now()
      const engine = await benchEngine(folder)
      await engine.start()
      times.push(performance.now() - start)
      await engine.stop()
    }
    return rounded(median(times), 1)
  })
}
