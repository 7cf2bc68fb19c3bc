import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { launchCampaign } from '../../../main/engine/campaigns/lifecycle/launch.ts'
import { systemActor } from '../../../main/engine/core/actor.ts'
import type { EngineContext } from '../../../main/engine/core/context.ts'
import { aCampaign, anAccount } from '../campaigns.ts'
import { saveStrategy } from '../../../main/engine/campaigns/delivery/strategies.ts'
import { DEFAULT_STRATEGIES, strategySchema } from '../../../shared/domain/strategies.ts'
import { morningZone } from '../morning-zone.ts'
import { benchEngine } from './engine.ts'

export const CONNECTIONS = 10

const sentence =
  'Le recordamos que la factura señalada más abajo está vencida; si ya la pagó, puede ignorar este mensaje y agradecemos su atención.'
/** With its plain-text part and headers a message of about 10 kB. */
export const body = `<p>Estimada {{ recipient.name }}:</p><p>{{ recipient.amount | money }} desde el {{ recipient.dueDate | date: "long" }}.</p>${Array.from({ length: 27 }, (_, index) => `<p>${index + 1}. ${sentence}</p>`).join('')}`
export const subject = 'Saldo pendiente de {{ recipient.name }}'

/** An SMTP sink in a process of its own. */
export async function aSink(): Promise<{ port: number; stop(): void }> {
  const child: ChildProcess = fork(fileURLToPath(new URL('../smtp-sink.ts', import.meta.url)), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  if (!child.stdout) throw new Error('no output')
  const lines: unknown[] = await once(child.stdout, 'data')
  return { port: Number(String(lines[0]).trim()), stop: () => void child.kill('SIGKILL') }
}

/**
 * Sends one campaign through planner, ledger and SMTP with every commit FULL. Returns seconds from launch to the
 * last outcome, and the event loop's delay meanwhile in ms. `onLook` is called every 10 ms and at the end.
 */
export async function sendCampaign(
  folder: string,
  port: number,
  recipients: number,
  onLook?: (ctx: EngineContext) => void,
): Promise<{ seconds: number; p99Ms: number; maxMs: number }> {
  mkdirSync(folder, { recursive: true })
  const engine = await benchEngine(folder, {
    info: {
      name: 'Bench',
      country: 'CL',
      locale: 'es-CL',
      zone: morningZone(),
      currency: 'CLP',
      sample: false,
    },
  })
  const { ctx } = engine
  try {
    await engine.start()
    const id = prepareCampaign(ctx, port, recipients)
    const loop = monitorEventLoopDelay({ resolution: 2 })
    loop.enable()
    const started = performance.now()
    launch(ctx, id)
    while (statusOf(ctx, id) !== 'finished') {
      onLook?.(ctx)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    const seconds = (performance.now() - started) / 1_000
    loop.disable()
    onLook?.(ctx)
    return { seconds, p99Ms: loop.percentile(99) / 1e6, maxMs: loop.max / 1e6 }
  } finally {
    await engine.stop()
  }
}

/** A draft with a 10 kB message, whose window is always open and whose batches are due at once. */
export function prepareCampaign(ctx: EngineContext, port: number, recipients: number): string {
  const id = aCampaign(ctx, {
    recipients,
    subject,
    html: body,
    accountId: anAccount(ctx, { port, connections: CONNECTIONS }),
    window: { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', excludeHolidays: false },
    launched: false,
  })
  // The largest batches at the shortest interval: the day holds 50,000 of them.
  const strategy = { ...DEFAULT_STRATEGIES.batch, batchSize: 1_000, intervalMinutes: 15 }
  saveStrategy(ctx, systemActor, { kind: 'batch', version: 0, strategy: strategySchema.parse(strategy) })
  ctx.db.write((tx) =>
    tx.sqlRun(
      'CREATE TRIGGER IF NOT EXISTS batches_due_now AFTER INSERT ON batches BEGIN UPDATE batches SET dueAt = 0 WHERE id = new.id; END',
    ),
  )
  return id
}

export function launch(ctx: EngineContext, id: string): void {
  launchCampaign(ctx, systemActor, { id })
}

export function statusOf(ctx: EngineContext, id: string): string | undefined {
  return ctx.db.sqlGet<{ status: string }>('SELECT status FROM campaigns WHERE id = ?', [id])?.status
}
