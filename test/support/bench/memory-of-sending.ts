import { join } from 'node:path'
import type { EngineContext } from '../../../main/engine/core/context.ts'
import { sendCampaign } from './campaign.ts'
import { inFolder } from './engine.ts'

/** A process that sends 50,000 messages to the port it is given and tells its memory on the way. */
const port = Number(process.argv[2])
const marks = [10_000, 50_000]
const residents: number[] = []

/** What is still used after a collection: garbage waiting for one is not growth. */
function resident(): number {
  globalThis.gc?.()
  return process.memoryUsage.rss()
}

function look(ctx: EngineContext): void {
  const mark = marks[residents.length]
  if (mark === undefined) return
  const sent = ctx.db.sqlGet<{ n: number | null }>(`SELECT sum(accepted) AS n FROM batches`)?.n ?? 0
  if (sent >= mark) residents.push(resident())
}

await inFolder((folder) => sendCampaign(join(folder, 'workspace'), port, 50_000, look))
const [first, last] = residents
process.send?.({ first, last })
process.disconnect()
