import type { EngineContext } from '../core/context.ts'
import { type SimulatorSignal, startSandboxServer } from '../mail/mail.ts'
import { openMailbox } from './mailbox.ts'

declare module '../core/context.ts' {
  interface Services {
    sandbox: SandboxService
  }
}

/** What a simulated recipient's program reports after the message was taken. */
export interface SandboxSignal {
  kind: SimulatorSignal
  recipient: string
  messageId: string | null
  at: number
}

export interface SandboxService {
  /** Port of the server on 127.0.0.1; null while it does not run. */
  port(): number | null
  /** Told of simulated opens, complaints and unsubscribes; returns how to stop listening. */
  listen(listener: (signal: SandboxSignal) => void): () => void
  start(): Promise<void>
  stop(): Promise<void>
}

export function sandboxService(ctx: EngineContext): SandboxService {
  const listeners = new Set<(signal: SandboxSignal) => void>()
  let server: Awaited<ReturnType<typeof startSandboxServer>> | null = null
  return {
    port: () => server?.port ?? null,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async start() {
      const mailbox = openMailbox(ctx)
      mailbox.prune()
      server = await startSandboxServer({
        clock: ctx.clock,
        keep: (message) => mailbox.store(message),
        onSignal: (signal) => {
          for (const listener of listeners) listener(signal)
        },
      })
    },
    async stop() {
      const running = server
      server = null
      await running?.stop()
    },
  }
}
