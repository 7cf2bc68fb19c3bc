import { statfsSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { MonitorMetric } from '../../../shared/domain/monitors.ts'
import type { EngineContext } from '../core/context.ts'

export type Figures = Record<MonitorMetric, number | null>

/** Over less than a second the share of the processor says nothing. */
const SHORTEST = 1_000

/** Reads the figures that monitors and `/metrics` share. Cheap enough for once a minute. */
export function createMeasure(ctx: EngineContext): { read(): Figures; stop(): void } {
  const loop = monitorEventLoopDelay({ resolution: 20 })
  loop.enable()
  let cpuBefore = process.cpuUsage()
  let cpuAt = ctx.clock.monotonic()
  return {
    read() {
      const used = process.cpuUsage(cpuBefore)
      const elapsed = ctx.clock.monotonic() - cpuAt
      cpuBefore = process.cpuUsage()
      cpuAt = ctx.clock.monotonic()
      const loopDelay = loop.percentile(99) / 1e6
      loop.reset()
      return {
        queueWaiting: waiting(ctx),
        jobFailureRate: failureRate(ctx),
        approvalWait: approvalWait(ctx),
        diskFree: diskFree(ctx.dirs.workspace),
        cpu: elapsed >= SHORTEST ? Math.min(100, (used.user + used.system) / 10 / elapsed) : null,
        loopDelay: Number.isFinite(loopDelay) ? loopDelay : null,
      }
    },
    stop: () => loop.disable(),
  }
}

function waiting(ctx: EngineContext): number {
  return ctx.db.sqlGet<{ n: number }>(`SELECT count(*) AS n FROM jobs WHERE state = 'ready'`)?.n ?? 0
}

/** Share of jobs that died among those that ended in the last 15 minutes; null below 20 of them. */
function failureRate(ctx: EngineContext): number | null {
  const row = ctx.db.sqlGet<{ ended: number; dead: number | null }>(
    `SELECT count(*) AS ended, sum(state = 'dead') AS dead FROM jobs WHERE finishedAt >= ?`,
    [ctx.clock.now() - 15 * 60_000],
  )
  return row && row.ended >= 20 ? (100 * (row.dead ?? 0)) / row.ended : null
}

/** Mean hours that open approvals have waited; null when none is open. */
function approvalWait(ctx: EngineContext): number | null {
  const row = ctx.db.sqlGet<{ since: number | null }>(
    `SELECT avg(createdAt) AS since FROM approvals WHERE status = 'pending'`,
  )
  return row?.since == null ? null : (ctx.clock.now() - row.since) / 3_600_000
}

/** Free gigabytes where the workspace is kept; null where the system does not say. */
function diskFree(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return (bavail * bsize) / 1e9
  } catch {
    return null
  }
}
