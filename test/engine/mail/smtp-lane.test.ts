import { afterEach, describe, expect, test } from 'vitest'
import { VirtualClock } from '../../../main/engine/core/clock.ts'
import { openLane, type Lane, type LaneOptions } from '../../../main/engine/mail/smtp-lane.ts'
import {
  loopbackTurns,
  scriptedSmtp,
  type Misbehaviour,
  type ScriptedSmtp,
  type SmtpMoment,
} from '../../support/scripted-smtp.ts'

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

async function aServer(script: Partial<Record<SmtpMoment, Misbehaviour>> = {}, extensions?: string[]) {
  const server = await scriptedSmtp(script, extensions)
  stops.push(() => server.stop())
  return server
}

async function aLane(server: ScriptedSmtp, options: Partial<LaneOptions> = {}): Promise<Lane> {
  const opened = await openLane({
    host: '127.0.0.1',
    port: server.port,
    tls: 'none',
    clock: new VirtualClock(),
    ...options,
  })
  if (!opened.opened) throw new Error(JSON.stringify(opened.failure))
  stops.push(() => opened.lane.close())
  return opened.lane
}

const message = (body = 'Hola\r\n.punto\r\n') => ({
  envelope: { from: 'avisos@firma.test', to: ['ana@correo.test'] },
  raw: Buffer.from(`Subject: Aviso\r\n\r\n${body}`),
})
const atOnce = { onHandOver: () => {} }

describe('the end of a message', () => {
  test('is not sent before the hand-over is done', async () => {
    const server = await aServer()
    const lane = await aLane(server)
    const commit = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    const sending = lane.send(message(), { onHandOver: () => (asked.resolve(), commit.promise) })
    await asked.promise
    await server.reached('body')
    expect(server.ended).toEqual([])
    expect(lane.state).toBe('busy')
    commit.resolve()
    expect(await sending).toEqual({
      kind: 'accepted',
      code: 250,
      enhanced: '2.0.0',
      response: '250 2.0.0 Ok: queued as 42',
    })
    expect(server.ended).toEqual(['Subject: Aviso\r\n\r\nHola\r\n.punto\r\n'])
    expect(lane.state).toBe('ready')
  })

  test('is never sent when the hand-over fails', async () => {
    for (const onHandOver of [
      () => Promise.reject(new Error('disk full')),
      () => {
        throw new Error('disk full')
      },
    ]) {
      const server = await aServer()
      const lane = await aLane(server)
      const outcome = await lane.send(message(), { onHandOver })
      expect(outcome).toMatchObject({
        kind: 'lost',
        phase: 'body',
        fault: { code: 'hand_over_failed', message: 'disk full' },
      })
      expect(lane.state).toBe('closed')
      await server.stop()
      expect(server.ended).toEqual([])
    }
  })

  test('is asked for only once the server wants the message', async () => {
    const server = await aServer({ rcpt: '550 5.1.1 No such user' })
    const lane = await aLane(server)
    let asked = 0
    await lane.send(message(), { onHandOver: () => void (asked += 1) })
    expect(asked).toBe(0)
  })

  test('keeps the outcome back until a commit under way has settled', async () => {
    const server = await aServer({ body: 'close' })
    const lane = await aLane(server)
    const order: string[] = []
    const commit = Promise.withResolvers<void>()
    const sending = lane
      .send(message(), { onHandOver: () => commit.promise })
      .then((outcome) => order.push(outcome.kind))
    await server.reached('body')
    await loopbackTurns()
    order.push('committed')
    commit.resolve()
    await sending
    expect(order).toEqual(['committed', 'lost'])
    expect(server.ended).toEqual([])
  })
})

describe('a server that closes', () => {
  const cases: [SmtpMoment, 'close' | 'reset', string][] = [
    ['mail', 'close', 'envelope'],
    ['rcpt', 'close', 'envelope'],
    ['data', 'reset', 'envelope'],
    ['body', 'close', 'body'],
    ['body', 'reset', 'body'],
  ]
  for (const [moment, how, phase] of cases) {
    test(`at ${moment} (${how}) loses the message in a way that is safe to repeat`, async () => {
      const server = await aServer({ [moment]: how })
      const lane = await aLane(server)
      // The commit waits until the server has gone, as a slow disk would make it.
      const gone = server.reached(moment)
      const outcome = await lane.send(message(), {
        onHandOver: () => gone.then(loopbackTurns),
      })
      expect(outcome).toMatchObject({ kind: 'lost', phase })
      expect(lane.state).toBe('closed')
      expect(server.ended).toEqual([])
    })
  }

  for (const how of ['close', 'reset'] as const) {
    test(`after the final dot (${how}) leaves the message ambiguous`, async () => {
      const server = await aServer({ final: how })
      const lane = await aLane(server)
      expect(await lane.send(message(), atOnce)).toMatchObject({
        kind: 'ambiguous',
        fault: { code: 'closed' },
      })
      expect(server.ended).toHaveLength(1)
      expect(lane.state).toBe('closed')
    })
  }

  test('before the greeting or at EHLO is reported when opening', async () => {
    for (const moment of ['banner', 'ehlo'] as const) {
      const server = await aServer({ [moment]: 'close' })
      const opened = await openLane({
        host: '127.0.0.1',
        port: server.port,
        tls: 'none',
        clock: new VirtualClock(),
      })
      expect(opened).toMatchObject({
        opened: false,
        failure: { kind: 'lost', phase: 'connect', fault: { code: 'closed' } },
      })
    }
  })

  test('between two messages is seen before the next one', async () => {
    const server = await aServer()
    const lane = await aLane(server)
    await lane.send(message(), atOnce)
    await server.stop()
    const outcome = await lane.send(message(), atOnce)
    expect(outcome).toMatchObject({ kind: 'lost', phase: 'envelope' })
  })

  test('is told apart from a port where nobody listens', async () => {
    const server = await aServer()
    await server.stop()
    const opened = await openLane({
      host: '127.0.0.1',
      port: server.port,
      tls: 'none',
      clock: new VirtualClock(),
    })
    expect(opened).toMatchObject({ failure: { kind: 'lost', phase: 'connect', fault: { code: 'refused' } } })
  })
})

describe('a server that stalls', () => {
  const cases: [SmtpMoment, object][] = [
    ['mail', { kind: 'lost', phase: 'envelope', fault: { code: 'timeout' } }],
    ['data', { kind: 'lost', phase: 'envelope', fault: { code: 'timeout' } }],
    ['final', { kind: 'ambiguous', fault: { code: 'timeout' } }],
  ]
  for (const [moment, expected] of cases) {
    test(`at ${moment} is given up after the time of that phase`, async () => {
      const server = await aServer({ [moment]: 'stall' })
      const clock = new VirtualClock()
      const lane = await aLane(server, { clock, timeouts: { envelope: 1_000, body: 1_500, final: 2_000 } })
      const sending = lane.send(message(), atOnce)
      await server.reached(moment)
      await clock.advance(2_100)
      expect(await sending).toMatchObject(expected)
      expect(lane.state).toBe('closed')
    })
  }

  test('while the hand-over takes too long loses the message before its end', async () => {
    const server = await aServer()
    const clock = new VirtualClock()
    const lane = await aLane(server, { clock, timeouts: { body: 500 } })
    const commit = Promise.withResolvers<void>()
    const sending = lane.send(message(), { onHandOver: () => commit.promise })
    await server.reached('body')
    await clock.advance(600)
    commit.resolve()
    expect(await sending).toMatchObject({ kind: 'lost', phase: 'body', fault: { code: 'timeout' } })
    await server.stop()
    expect(server.ended).toEqual([])
  })

  test('at the greeting is given up when opening', async () => {
    const server = await aServer({ banner: 'stall' })
    const clock = new VirtualClock()
    const opening = openLane({
      host: '127.0.0.1',
      port: server.port,
      tls: 'none',
      clock,
      timeouts: { connect: 900 },
    })
    await server.reached('banner')
    await clock.advance(1_000)
    expect(await opening).toMatchObject({
      failure: { kind: 'lost', phase: 'connect', fault: { code: 'timeout' } },
    })
  })
})

describe('a refusal', () => {
  const cases: [SmtpMoment, Misbehaviour, object][] = [
    ['mail', '451 4.3.0 Later', { phase: 'mail', code: 451, enhanced: '4.3.0', temporary: true }],
    ['mail', '550 5.7.1 Not you', { phase: 'mail', code: 550, temporary: false }],
    ['rcpt', '452 4.2.2 Full', { phase: 'rcpt', code: 452, temporary: true }],
    [
      'rcpt',
      '550-5.1.1 No such\r\n550 5.1.1 user',
      { phase: 'rcpt', code: 550, enhanced: '5.1.1', temporary: false },
    ],
    ['data', '451 4.3.2 Busy', { phase: 'data', code: 451, temporary: true }],
    ['data', '554 5.5.1 No', { phase: 'data', code: 554, temporary: false }],
    ['final', '450 4.7.28 Slow down', { phase: 'final', code: 450, enhanced: '4.7.28', temporary: true }],
    ['final', '554 5.6.0 Content', { phase: 'final', code: 554, temporary: false }],
    ['rcpt', '421 4.7.28 Too fast', { phase: 'rcpt', code: 421, temporary: true }],
  ]
  for (const extensions of [['PIPELINING'], ['SIZE 1000']]) {
    for (const [moment, reply, expected] of cases) {
      test(`at ${moment} with ${reply.slice(0, 3)} names phase and codes (${extensions[0]})`, async () => {
        const server = await aServer({ [moment]: reply }, extensions)
        const lane = await aLane(server)
        expect(await lane.send(message(), atOnce)).toMatchObject({ kind: 'rejected', ...expected })
        expect(lane.state).toBe(reply.startsWith('421') ? 'closed' : 'ready')
      })
    }
  }

  for (const moment of ['mail', 'rcpt', 'data', 'final'] as const) {
    test(`at ${moment} leaves the connection good for the next message`, async () => {
      const server = await aServer({ [moment]: '450 4.3.0 Later' })
      const lane = await aLane(server)
      await lane.send(message(), atOnce)
      server.script = {}
      expect(await lane.send(message(), atOnce)).toMatchObject({ kind: 'accepted' })
      expect(server.connections).toBe(1)
      expect(server.commands.includes('RSET')).toBe(moment !== 'final')
    })
  }

  test('in the middle of the body ends the connection and is definite', async () => {
    const server = await aServer({ body: '552 5.3.4 Too big' })
    const lane = await aLane(server)
    const never = Promise.withResolvers<void>()
    const sending = lane.send(message(), { onHandOver: () => never.promise })
    await server.reached('body')
    await loopbackTurns()
    never.resolve()
    expect(await sending).toMatchObject({ kind: 'rejected', phase: 'data', code: 552 })
    expect(lane.state).toBe('closed')
    expect(server.ended).toEqual([])
  })

  test('of the greeting is a refusal to connect', async () => {
    const server = await aServer({ banner: '554 5.7.1 Go away' })
    const opened = await openLane({
      host: '127.0.0.1',
      port: server.port,
      tls: 'none',
      clock: new VirtualClock(),
    })
    expect(opened).toMatchObject({
      failure: { kind: 'rejected', phase: 'connect', code: 554, temporary: false },
    })
  })

  test('of a message over the announced size is made here', async () => {
    const server = await aServer({}, ['SIZE 50'])
    const lane = await aLane(server)
    expect(await lane.send(message('x'.repeat(100)), atOnce)).toMatchObject({
      kind: 'rejected',
      phase: 'mail',
      code: 552,
    })
    expect(server.commands.some((line) => line.startsWith('MAIL'))).toBe(false)
  })

  test('of an address with a line break is made here, and nothing is said to the server', async () => {
    const server = await aServer()
    const lane = await aLane(server)
    const hostile = {
      ...message(),
      envelope: { from: 'a@firma.test', to: ['b@x.test>\r\nRCPT TO:<c@x.test'] },
    }
    expect(await lane.send(hostile, atOnce)).toMatchObject({ kind: 'rejected', phase: 'rcpt', code: 553 })
    expect(server.commands).toHaveLength(1)
  })
})

describe('a server that loses count of its replies', () => {
  test('does not make a message accepted before its end', async () => {
    const server = await aServer({ body: '250 Ok already' })
    const lane = await aLane(server)
    const commit = Promise.withResolvers<void>()
    const sending = lane.send(message(), { onHandOver: () => commit.promise })
    await server.reached('body')
    await loopbackTurns()
    commit.resolve()
    expect(await sending).toMatchObject({ kind: 'lost', phase: 'body', fault: { code: 'protocol' } })
    await server.stop()
    expect(server.ended).toEqual([])
  })

  test('leaves a message ambiguous whose reply is cut off or makes no sense', async () => {
    for (const reply of ['354 Go on', '250-Half of\r\n250-a reply'] as const) {
      const server = await aServer({ final: reply })
      const clock = new VirtualClock()
      const lane = await aLane(server, { clock, timeouts: { final: 700 } })
      const sending = lane.send(message(), atOnce)
      await server.reached('final')
      await clock.advance(800)
      expect(await sending).toMatchObject({ kind: 'ambiguous' })
    }
  })
})

describe('a refusal cut off by a lost connection', () => {
  test('is not definite once the end was released', async () => {
    const server = await aServer({ final: 'cut 450 4.3.0 La' })
    const lane = await aLane(server)
    expect(await lane.send(message(), atOnce)).toMatchObject({ kind: 'ambiguous', fault: { code: 'closed' } })
  })
})

describe('a lane', () => {
  test('closes with QUIT after its number of messages', async () => {
    const server = await aServer()
    const lane = await aLane(server, { maxMessages: 2 })
    await lane.send(message(), atOnce)
    expect(lane.state).toBe('ready')
    await lane.send(message(), atOnce)
    expect(lane.state).toBe('closed')
    expect(await lane.send(message(), atOnce)).toMatchObject({ kind: 'lost', fault: { code: 'closed' } })
    expect(server.ended).toHaveLength(2)
  })

  test('stops on a signal before the hand-over, and not after it', async () => {
    const server = await aServer({ mail: 'stall' })
    const lane = await aLane(server)
    const abort = new AbortController()
    const sending = lane.send(message(), { ...atOnce, signal: abort.signal })
    await server.reached('mail')
    abort.abort()
    expect(await sending).toMatchObject({ kind: 'lost', phase: 'envelope', fault: { code: 'aborted' } })

    server.script = {}
    const second = await aLane(server)
    const late = new AbortController()
    const outcome = await second.send(message(), { onHandOver: () => late.abort(), signal: late.signal })
    expect(outcome.kind).toBe('accepted')
  })

  test('cut off by its owner after the release is ambiguous', async () => {
    const server = await aServer({ final: 'stall' })
    const lane = await aLane(server)
    const sending = lane.send(message(), atOnce)
    await server.reached('final')
    lane.close()
    expect(await sending).toMatchObject({ kind: 'ambiguous', fault: { code: 'aborted' } })
  })

  test('sends one message after the other over one connection, in order and unchanged', async () => {
    const server = await aServer()
    const lane = await aLane(server)
    const bodies = Array.from({ length: 50 }, (_, i) => `.${i}\r\n..\r\n${'á'.repeat(i * 40)}\r\n`)
    for (const body of bodies) expect((await lane.send(message(body), atOnce)).kind).toBe('accepted')
    expect(server.connections).toBe(1)
    expect(server.ended.map((text) => Buffer.from(text, 'latin1').toString('utf8'))).toEqual(
      bodies.map((body) => `Subject: Aviso\r\n\r\n${body}`),
    )
  })
})
