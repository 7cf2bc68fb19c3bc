import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A moment of an SMTP session at which a scripted server can misbehave. */
export type SmtpMoment = 'banner' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'body' | 'final' | 'rset'

/**
 * Close the connection, say nothing for ever, say this instead of the usual reply, or close in the
 * middle of saying it (`cut 450 4.3.0 La`).
 */
export type Misbehaviour = 'close' | 'reset' | 'stall' | `${number}${string}` | `cut ${string}`

export interface ScriptedSmtp {
  port: number
  /** Commands in the order they came. */
  commands: string[]
  /** Messages whose final dot was received, whatever was answered. */
  ended: string[]
  connections: number
  /** Resolves when the moment has been reached `times` times since the start. */
  reached(moment: SmtpMoment, times?: number): Promise<void>
  /** Replies from now on as told. */
  script: Partial<Record<SmtpMoment, Misbehaviour>>
  stop(): Promise<void>
}

/** Lets what the other end of a loopback connection has done arrive here. */
export async function loopbackTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/**
 * An SMTP server on a bare socket which keeps to the protocol except where the script says
 * otherwise. `body` is reached when the first bytes of a message are in, before its end.
 */
export async function scriptedSmtp(
  script: Partial<Record<SmtpMoment, Misbehaviour>> = {},
  extensions: string[] = ['PIPELINING', 'SIZE 10485760'],
): Promise<ScriptedSmtp> {
  const counts = new Map<SmtpMoment, number>()
  const waiting: { moment: SmtpMoment; times: number; resolve: () => void }[] = []
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    state.connections += 1
    converse(socket, extensions, state, (moment) => {
      counts.set(moment, (counts.get(moment) ?? 0) + 1)
      for (const entry of waiting) if ((counts.get(entry.moment) ?? 0) >= entry.times) entry.resolve()
    })
  })
  const state: ScriptedSmtp = {
    port: 0,
    commands: [],
    ended: [],
    connections: 0,
    script,
    reached: (moment, times = 1) =>
      new Promise((resolve) => {
        if ((counts.get(moment) ?? 0) >= times) resolve()
        else waiting.push({ moment, times, resolve })
      }),
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  state.port = (server.address() as AddressInfo).port
  return state
}

const usual: Record<SmtpMoment, string> = {
  banner: '220 scripted ESMTP',
  ehlo: '',
  mail: '250 2.1.0 Ok',
  rcpt: '250 2.1.5 Ok',
  data: '354 Go on',
  body: '',
  final: '250 2.0.0 Ok: queued as 42',
  rset: '250 2.0.0 Ok',
}

const momentOf: Record<string, SmtpMoment> = {
  EHLO: 'ehlo',
  MAIL: 'mail',
  RCPT: 'rcpt',
  DATA: 'data',
  RSET: 'rset',
}

function converse(
  socket: Socket,
  extensions: string[],
  state: ScriptedSmtp,
  reached: (moment: SmtpMoment) => void,
) {
  let buffered = ''
  let inBody = false
  let bodySeen = false
  let stalled = false

  /** Answers as scripted; returns whether the usual reply was given. */
  const answer = (moment: SmtpMoment): boolean => {
    reached(moment)
    const told = state.script[moment]
    if (told === 'close') socket.end()
    else if (told === 'reset') socket.resetAndDestroy()
    else if (told === 'stall') stalled = true
    else if (told?.startsWith('cut ')) socket.end(told.slice(4))
    else if (told !== undefined) socket.write(`${told}\r\n`)
    else {
      const reply =
        moment === 'ehlo'
          ? ['scripted', ...extensions]
              .map((line, i, all) => `250${i === all.length - 1 ? ' ' : '-'}${line}`)
              .join('\r\n')
          : usual[moment]
      if (reply) socket.write(`${reply}\r\n`)
    }
    if (told === 'close' || told === 'reset') stalled = true
    return told === undefined
  }

  const readBody = (): boolean => {
    if (!bodySeen && buffered.length > 0) {
      bodySeen = true
      answer('body')
    }
    const end = buffered.startsWith('.\r\n') ? 0 : buffered.indexOf('\r\n.\r\n')
    if (end < 0 || stalled) return false
    const skip = buffered.startsWith('.\r\n') ? 3 : end + 5
    state.ended.push(buffered.slice(0, end === 0 ? 0 : end + 2).replaceAll('\r\n..', '\r\n.'))
    buffered = buffered.slice(skip)
    inBody = false
    answer('final')
    return true
  }

  const readCommand = (): boolean => {
    const end = buffered.indexOf('\r\n')
    if (end < 0 || stalled) return false
    const line = buffered.slice(0, end)
    buffered = buffered.slice(end + 2)
    state.commands.push(line)
    const moment = momentOf[line.slice(0, 4).toUpperCase()]
    if (moment === 'data') {
      // Without a recipient there is nothing to take (RFC 5321 §4.1.1.4).
      const refused = /^[45]/.test(state.script.rcpt ?? '') || /^[45]/.test(state.script.mail ?? '')
      if (refused) socket.write('503 5.5.1 No valid recipients\r\n')
      else if (answer('data') || state.script.data?.startsWith('3')) {
        inBody = true
        bodySeen = false
      }
    } else if (moment) answer(moment)
    else if (line === 'QUIT') socket.end('221 Bye\r\n')
    else socket.write('502 Not here\r\n')
    return true
  }

  answer('banner')
  socket.on('data', (chunk) => {
    buffered += chunk.toString('latin1')
    while (inBody ? readBody() : readCommand());
  })
}
