import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { EngineContext } from '../engine/core/context.ts'
import { appVersion } from '../engine/app.ts'

export interface Metrics {
  /** Counts an answered request. */
  answered(status: number, milliseconds: number): void
  /** Prometheus text, version 0.0.4. */
  text(engine: EngineContext | null): string
  stop(): void
}

type Labels = Record<string, string>
interface Sample {
  labels?: Labels
  value: number
}

/** Figures of the process, the HTTP host and the engine's queue. */
export function createMetrics(): Metrics {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  const answers = new Map<string, number>()
  let seconds = 0
  return {
    answered(status, milliseconds) {
      const group = `${Math.floor(status / 100)}xx`
      answers.set(group, (answers.get(group) ?? 0) + 1)
      seconds += milliseconds / 1_000
    },
    text(engine) {
      const memory = process.memoryUsage()
      const cpu = process.cpuUsage()
      const lines = [
        metric('despacho_build_info', 'gauge', 'Version of Despacho.', [
          { labels: { version: appVersion, node: process.version }, value: 1 },
        ]),
        metric('process_resident_memory_bytes', 'gauge', 'Resident memory.', [{ value: memory.rss }]),
        metric('nodejs_heap_size_used_bytes', 'gauge', 'Heap in use.', [{ value: memory.heapUsed }]),
        metric('process_cpu_seconds_total', 'counter', 'CPU time, user and system.', [
          { value: (cpu.user + cpu.system) / 1e6 },
        ]),
        metric('process_uptime_seconds', 'gauge', 'Since the start.', [{ value: process.uptime() }]),
        metric('nodejs_eventloop_lag_seconds', 'gauge', 'Delay of the event loop since the last reading.', [
          { labels: { quantile: '0.5' }, value: delay.percentile(50) / 1e9 },
          { labels: { quantile: '0.99' }, value: delay.percentile(99) / 1e9 },
          { labels: { quantile: '1' }, value: delay.max / 1e9 },
        ]),
        metric(
          'despacho_http_requests_total',
          'counter',
          'Requests answered.',
          [...answers].map(([status, value]) => ({ labels: { status }, value })),
        ),
        metric('despacho_http_seconds_total', 'counter', 'Time spent answering.', [{ value: seconds }]),
        metric('despacho_workspace_open', 'gauge', '1 while a workspace is open.', [
          { value: engine ? 1 : 0 },
        ]),
        ...(engine ? engineMetrics(engine) : []),
      ]
      delay.reset()
      return `${lines.join('\n')}\n`
    },
    stop: () => delay.disable(),
  }
}

function engineMetrics(ctx: EngineContext): string[] {
  const now = ctx.clock.now()
  const states = ctx.db.sqlAll<{ state: string; jobs: number }>(
    `SELECT state, count(*) AS jobs FROM jobs WHERE state IN ('ready', 'running', 'scheduled', 'dead') GROUP BY state`,
  )
  const oldest = ctx.db.sqlGet<{ runAt: number | null }>(
    `SELECT min(runAt) AS runAt FROM jobs WHERE state = 'ready'`,
  )?.runAt
  const sessions = ctx.db.sqlGet<{ sessions: number }>(
    'SELECT count(*) AS sessions FROM sessions WHERE expiresAt > ?',
    [now],
  )
  return [
    metric(
      'despacho_queue_jobs',
      'gauge',
      'Jobs by state.',
      ['ready', 'running', 'scheduled', 'dead'].map((state) => ({
        labels: { state },
        value: states.find((row) => row.state === state)?.jobs ?? 0,
      })),
    ),
    metric('despacho_queue_oldest_ready_seconds', 'gauge', 'Age of the job that has waited longest.', [
      { value: oldest == null ? 0 : Math.max(0, now - oldest) / 1_000 },
    ]),
    metric('despacho_sessions', 'gauge', 'Sessions that have not ended.', [
      { value: sessions?.sessions ?? 0 },
    ]),
    metric('despacho_workspace_epoch', 'gauge', 'How often the workspace was opened.', [
      { value: ctx.epoch },
    ]),
  ]
}

function metric(name: string, type: 'gauge' | 'counter', help: string, samples: readonly Sample[]): string {
  const rows = samples.map(({ labels, value }) => `${name}${labelText(labels)} ${value}`)
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...rows].join('\n')
}

function labelText(labels: Labels | undefined): string {
  if (!labels) return ''
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replaceAll(/["\\\n]/g, '')}"`)
  return `{${pairs.join(',')}}`
}
