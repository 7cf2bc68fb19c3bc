import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { VirtualClock } from '../../../main/engine/core/clock.ts'
import { compose } from '../../../main/engine/mail/composer.ts'
import {
  startSandboxServer,
  type SandboxMessage,
  type SandboxOptions,
} from '../../../main/engine/mail/sandbox-server.ts'
import { openLane, type Lane } from '../../../main/engine/mail/smtp-lane.ts'
import { smtpTransport } from '../../../main/engine/mail/transport.ts'
import { scriptedSmtp } from '../../support/scripted-smtp.ts'

const stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

async function aSandbox(options: Partial<SandboxOptions> = {}) {
  const clock = new VirtualClock()
  const kept: SandboxMessage[] = []
  const signals: Parameters<SandboxOptions['onSignal']>[0][] = []
  const server = await startSandboxServer({
    clock,
    keep: (message) => void kept.push(message),
    onSignal: (signal) => signals.push(signal),
    ...options,
  })
  stops.push(() => server.stop())
  const lane = async (): Promise<Lane> => {
    const opened = await openLane({ host: '127.0.0.1', port: server.port, tls: 'none', clock })
    if (!opened.opened) throw new Error(JSON.stringify(opened.failure))
    stops.push(() => opened.lane.close())
    return opened.lane
  }
  return { clock, kept, signals, server, lane }
}

function aMessage(to: string, size = 0) {
  const composed = compose({
    from: { name: 'Cobranzas Ñandú', address: 'avisos@firma.test' },
    to: [{ name: 'Ana', address: to }],
    subject: 'Su saldo está vencido',
    text: `Hola${'x'.repeat(size)}`,
    messageId: '<d.0192@firma.test>',
    date: Date.parse('2026-03-02T12:00:00Z'),
  })
  if (!composed.ok) throw new Error(composed.reason)
  return { envelope: composed.envelope, raw: composed.raw }
}
const now = { onHandOver: () => {} }

describe('the sandbox', () => {
  test('keeps what it accepts, byte for byte, with a summary', async () => {
    const sandbox = await aSandbox()
    const lane = await sandbox.lane()
    const message = aMessage('ana@correo.test')
    expect(await lane.send(message, now)).toMatchObject({ kind: 'accepted', code: 250, enhanced: '2.0.0' })
    expect(sandbox.kept).toHaveLength(1)
    expect(sandbox.kept[0]?.raw.equals(message.raw)).toBe(true)
    expect(sandbox.kept[0]).toMatchObject({
      envelope: { from: 'avisos@firma.test', to: ['ana@correo.test'] },
      receivedAt: Date.parse('2026-03-02T12:00:00Z'),
      summary: {
        messageId: '<d.0192@firma.test>',
        from: { name: 'Cobranzas Ñandú', address: 'avisos@firma.test' },
        to: [{ name: 'Ana', address: 'ana@correo.test' }],
        subject: 'Su saldo está vencido',
        date: '2026-03-02T12:00:00.000Z',
        hasAttachments: false,
        size: message.raw.length,
      },
    })
  })

  test('defers a message that could not be stored', async () => {
    const sandbox = await aSandbox({ keep: () => Promise.reject(new Error('disk full')) })
    const lane = await sandbox.lane()
    expect(await lane.send(aMessage('ana@correo.test'), now)).toMatchObject({
      kind: 'rejected',
      phase: 'final',
      code: 451,
      temporary: true,
    })
  })

  test('greets at once on every connection', async () => {
    const sandbox = await aSandbox()
    const started = performance.now()
    for (let i = 0; i < 30; i++) (await sandbox.lane()).close()
    // smtp-server would wait 100 ms before each of them.
    expect(performance.now() - started).toBeLessThan(2_900)
  })

  test('keeps its memory bounded: size of a message, bytes under way, connections', async () => {
    const large = await aSandbox({ maxMessageBytes: 2_000 })
    const lane = await large.lane()
    expect(await lane.send(aMessage('ana@correo.test', 5_000), now)).toMatchObject({
      kind: 'rejected',
      code: 552,
    })

    const busy = await aSandbox({ maxBytesInFlight: 1_000 })
    const deferred = await (await busy.lane()).send(aMessage('ana@correo.test', 5_000), now)
    expect(deferred).toMatchObject({ kind: 'rejected', phase: 'final', code: 452, temporary: true })
    expect(busy.kept).toHaveLength(0)
    expect(await (await busy.lane()).send(aMessage('ana@correo.test', 10), now)).toMatchObject({
      kind: 'accepted',
    })

    const narrow = await aSandbox({ maxConnections: 1 })
    await narrow.lane()
    const second = await openLane({
      host: '127.0.0.1',
      port: narrow.server.port,
      tls: 'none',
      clock: narrow.clock,
    })
    expect(second).toMatchObject({
      opened: false,
      failure: { kind: 'rejected', phase: 'connect', code: 421 },
    })
  })

  test('forgets the bytes of clients that went away in the middle', async () => {
    const sandbox = await aSandbox({ maxBytesInFlight: 10_000 })
    for (let i = 0; i < 5; i++) {
      const socket = connect(sandbox.server.port, '127.0.0.1')
      let replies = ''
      await new Promise<void>((resolve) => {
        socket.on('data', (chunk) => {
          replies += chunk.toString()
          if (replies.startsWith('220') && !replies.includes('250')) {
            replies = '250 said'
            socket.write('EHLO x\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<c@d.test>\r\nDATA\r\n')
          }
          if (replies.includes('354')) socket.write(`${'y'.repeat(6_000)}\r\n`, () => resolve())
        })
      })
      const closed = new Promise((resolve) => socket.once('close', resolve))
      socket.resetAndDestroy()
      await closed
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await (await sandbox.lane()).send(aMessage('ana@correo.test', 4_000), now)).toMatchObject({
      kind: 'accepted',
    })
  })
})

describe('an address of the simulator', () => {
  const refused: [string, object][] = [
    ['bounce', { phase: 'rcpt', code: 550, enhanced: '5.1.1', temporary: false }],
    ['softbounce', { phase: 'rcpt', code: 452, enhanced: '4.2.2', temporary: true }],
    ['throttle', { phase: 'rcpt', code: 421, enhanced: '4.7.28', temporary: true }],
    ['Bounce+42', { phase: 'rcpt', code: 550 }],
  ]
  for (const [name, expected] of refused) {
    test(`${name}@ refuses and keeps nothing`, async () => {
      const sandbox = await aSandbox()
      const lane = await sandbox.lane()
      expect(await lane.send(aMessage(`${name}@simulator.despacho.test`), now)).toMatchObject({
        kind: 'rejected',
        ...expected,
      })
      expect(sandbox.kept).toHaveLength(0)
    })
  }

  for (const kind of ['complaint', 'open', 'unsubscribe'] as const) {
    test(`${kind}@ accepts and signals afterwards`, async () => {
      const sandbox = await aSandbox()
      const lane = await sandbox.lane()
      const recipient = `${kind}@simulator.despacho.test`
      expect(await lane.send(aMessage(recipient), now)).toMatchObject({ kind: 'accepted' })
      expect(sandbox.signals).toEqual([
        { kind, recipient, messageId: '<d.0192@firma.test>', at: Date.parse('2026-03-02T12:00:00Z') },
      ])
    })
  }

  test('blackhole@ keeps the message and closes without an answer', async () => {
    const sandbox = await aSandbox()
    const lane = await sandbox.lane()
    expect(await lane.send(aMessage('blackhole@simulator.despacho.test'), now)).toMatchObject({
      kind: 'ambiguous',
      fault: { code: 'closed' },
    })
    expect(sandbox.kept).toHaveLength(1)
  })

  test('slow@ answers after its time', async () => {
    const sandbox = await aSandbox({ slowness: 5_000 })
    const lane = await sandbox.lane()
    const kept = Promise.withResolvers<void>()
    const slow = await aSandbox({ slowness: 5_000, keep: () => kept.resolve() })
    const slowLane = await slow.lane()
    let answered = false
    const sending = slowLane
      .send(aMessage('slow@simulator.despacho.test'), now)
      .then((outcome) => ((answered = true), outcome))
    await kept.promise
    await slow.clock.advance(4_900)
    expect(answered).toBe(false)
    await slow.clock.advance(200)
    expect(await sending).toMatchObject({ kind: 'accepted' })
    expect(await lane.send(aMessage('slow@otro.test'), now)).toMatchObject({ kind: 'accepted' })
  })
})

describe('trying an account', () => {
  test('says that it works, without sending anything', async () => {
    const sandbox = await aSandbox()
    const options = {
      host: '127.0.0.1',
      port: sandbox.server.port,
      tls: 'none' as const,
      clock: sandbox.clock,
    }
    expect(await smtpTransport('sandbox', 4, () => options).verify()).toEqual({ ok: true })
    expect(sandbox.kept).toHaveLength(0)
  })

  test('names phase, reason and the words of the server', async () => {
    const server = await scriptedSmtp({ banner: '554 5.7.1 Your address is on a blocklist' })
    stops.push(() => server.stop())
    const options = { host: '127.0.0.1', port: server.port, tls: 'none' as const, clock: new VirtualClock() }
    const transport = smtpTransport('smtp', 4, () => options)
    expect(await transport.verify()).toEqual({
      ok: false,
      phase: 'connect',
      reason: 'reputation',
      detail: '554 5.7.1 Your address is on a blocklist',
    })
    await server.stop()
    expect(await transport.verify()).toMatchObject({ ok: false, phase: 'connect', reason: 'refused' })
  })
})
