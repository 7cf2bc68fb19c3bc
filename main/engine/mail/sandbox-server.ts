import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Clock } from '../core/clock.ts'
import { summarise, type MailSummary } from './mime/summary.ts'
import { behaviourOf, type SimulatorSignal } from './simulator.ts'

export interface SandboxMessage {
  raw: Buffer
  envelope: { from: string; to: string[] }
  summary: MailSummary
  /** ms UTC. */
  receivedAt: number
}

export interface SandboxOptions {
  clock: Clock
  /** Stores a message; it is accepted when this is done and deferred (451) when it fails. */
  keep(message: SandboxMessage): Promise<void> | void
  /** What a recipient's program would have reported later. */
  onSignal(signal: { kind: SimulatorSignal; recipient: string; messageId: string | null; at: number }): void
  /** Milliseconds that `slow@` takes for its answer. */
  slowness?: number
  /** Bytes of one message; larger ones are refused with 552. */
  maxMessageBytes?: number
  /** Bytes being received at once, over all connections; beyond it messages are deferred with 452. */
  maxBytesInFlight?: number
  maxConnections?: number
}

export interface SandboxServer {
  port: number
  stop(): Promise<void>
}

const megabyte = 1_048_576

/**
 * smtp-server waits 100 ms before its greeting, to catch clients that talk first. On loopback there
 * are none, and a lane that opens a connection for every 100 messages would stand still for a tenth of its
 * time: the connection is declared ready at once, and the timer then finds nothing to do.
 */
class PromptServer extends SMTPServer {
  override connect(socket: Socket | TLSSocket, options?: Parameters<SMTPServer['connect']>[1]): void {
    const before = new Set(this.connections)
    super.connect(socket, options)
    const limit = this.options.maxClients ?? Infinity
    for (const connection of this.connections) {
      if (before.has(connection) || this.connections.size > limit) continue
      connection.connectionReady()
      connection.connectionReady = () => {}
    }
  }
}

/** The embedded sandbox: a real SMTP server on a free port of 127.0.0.1, for tests and first steps. */
export async function startSandboxServer(options: SandboxOptions): Promise<SandboxServer> {
  const reader = boundedReader(options.maxBytesInFlight ?? 128 * megabyte)
  const server = new PromptServer({
    name: 'sandbox.despacho.test',
    banner: 'Despacho sandbox',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    noDelay: true,
    size: options.maxMessageBytes ?? 30 * megabyte,
    maxClients: options.maxConnections ?? 100,
    closeTimeout: 200,
    onRcptTo(address, _session, done) {
      const refusal = behaviourOf(address.address)?.refusal
      done(refusal ? replyError(refusal.code, refusal.text) : null)
    },
    onData(stream, session, done) {
      reader(stream, (refusal, raw) => {
        if (refusal) done(refusal)
        else void answer(options, raw, session, { done, hangUp: () => hangUp(server, session.id) })
      })
    },
  })
  // Errors of single connections (a client that went away) are no business of the engine.
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve())
  })
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('The sandbox server has no port')
  return {
    port: address.port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

type Whole = (refusal: Error | null, raw: Buffer) => void

/** Collects messages, refusing the ones that are too large and those that would make too many at once. */
function boundedReader(maxBytesInFlight: number): (stream: SMTPServerDataStream, whole: Whole) => void {
  let inFlight = 0
  return (stream, whole) => {
    const chunks: Buffer[] = []
    let size = 0
    let refusal: Error | null = null
    stream.on('data', (chunk: Buffer) => {
      if (refusal) return
      size += chunk.length
      inFlight += chunk.length
      chunks.push(chunk)
      if (stream.sizeExceeded) refusal = replyError(552, '5.3.4 The message is larger than the sandbox takes')
      else if (inFlight > maxBytesInFlight) {
        refusal = replyError(452, '4.3.1 The sandbox is receiving too much at once')
      }
      if (refusal) chunks.length = 0
    })
    stream.once('close', () => (inFlight -= size))
    stream.once('end', () => whole(refusal, refusal ? Buffer.alloc(0) : Buffer.concat(chunks, size)))
  }
}

interface Answers {
  done(error: Error | null, text?: string): void
  hangUp(): void
}

/** Stores a message, reports what its recipients are made to report, and answers as they are made to. */
async function answer(
  options: SandboxOptions,
  raw: Buffer,
  session: SMTPServerSession,
  answers: Answers,
): Promise<void> {
  const { mailFrom, rcptTo } = session.envelope
  const to = rcptTo.map(({ address }) => address)
  const behaviours = to.map((recipient) => ({ recipient, ...behaviourOf(recipient) }))
  try {
    const summary = await summarise(raw)
    const receivedAt = options.clock.now()
    await options.keep({
      raw,
      envelope: { from: mailFrom === false ? '' : mailFrom.address, to },
      summary,
      receivedAt,
    })
    for (const { recipient, signal } of behaviours) {
      if (signal) options.onSignal({ kind: signal, recipient, messageId: summary.messageId, at: receivedAt })
    }
  } catch {
    answers.done(replyError(451, '4.3.0 The sandbox could not store the message'))
    return
  }
  if (behaviours.some(({ closes }) => closes)) {
    answers.hangUp()
    return
  }
  if (behaviours.some(({ slow }) => slow)) await options.clock.sleep(options.slowness ?? 20_000)
  answers.done(null, '2.0.0 Kept in the sandbox')
}

function hangUp(server: SMTPServer, sessionId: string): void {
  for (const connection of server.connections) if (connection.id === sessionId) connection.close()
}

function replyError(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code })
}
