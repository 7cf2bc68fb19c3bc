import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type { RunOptions } from '../support/dispatch.ts'
import { aSink, body, CONNECTIONS, sendCampaign, subject } from '../support/bench/campaign.ts'
import { inFolder } from '../support/bench/engine.ts'
import { machineFacts, median, rounded } from '../support/bench/figures.ts'

const ROUNDS = 3

/**
 * 20,000 messages of 10 kB through planner, ledger (every commit FULL) and SMTP to a sink in another process,
 * against nodemailer's own pool that sends the same without a database.
 */
export async function run({ args }: RunOptions): Promise<object> {
  const messages = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 20_000)
  const sink = await aSink()
  try {
    const ours: number[] = []
    const peer: number[] = []
    const p99: number[] = []
    const max: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const sent = await inFolder((folder) => sendCampaign(join(folder, 'workspace'), sink.port, messages))
      ours.push(messages / sent.seconds)
      p99.push(sent.p99Ms)
      max.push(sent.maxMs)
      peer.push(messages / (await sendByPool(sink.port, messages)))
    }
    return {
      name: 'delivery',
      ours: Math.round(median(ours)),
      peer: Math.round(median(peer)),
      ratio: rounded(median(ours) / median(peer)),
      unit: 'messages/s',
      messages,
      connections: CONNECTIONS,
      loopP99Ms: rounded(median(p99)),
      loopMaxMs: rounded(Math.max(...max)),
      ...machineFacts(),
    }
  } finally {
    sink.stop()
  }
}

async function sendByPool(port: number, messages: number): Promise<number> {
  const pool = nodemailer.createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    secure: false,
    ignoreTLS: true,
    maxConnections: CONNECTIONS,
    maxMessages: Infinity,
  })
  const started = performance.now()
  let next = 0
  const worker = async () => {
    while (next < messages) {
      const number = ++next
      const html = filled(body, number)
      await pool.sendMail({
        from: { name: 'Estudio Ñandú', address: 'cobranza@estudio.test' },
        to: `deudor${number}@cliente.test`,
        subject: filled(subject, number),
        html,
        text: html.replace(/<[^>]+>/g, ' '),
      })
    }
  }
  // As many waiting as the pool has connections, twice over, so that none ever idles.
  await Promise.all(Array.from({ length: CONNECTIONS * 2 }, worker))
  const seconds = (performance.now() - started) / 1_000
  pool.close()
  return seconds
}

function filled(text: string, number: number): string {
  return text
    .replaceAll('{{ recipient.name }}', `Deudora Núm. ${number}`)
    .replace(/\{\{[^}]+\}\}/g, '$1.234.567')
}
