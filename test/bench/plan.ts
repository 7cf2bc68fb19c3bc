import { join } from 'node:path'
import { campaigns } from '../../main/engine/migrations/0060-campaigns.ts'
import { openDatabase } from '../../main/engine/core/storage/database.ts'
import { inFolder } from '../support/bench/engine.ts'
import { importAndPlan, line } from '../support/bench/import.ts'
import { machineFacts, median, rounded } from '../support/bench/figures.ts'
import type { RunOptions } from '../support/dispatch.ts'

const ROUNDS = 3

/**
 * A CSV of 50,000 rows, from the first byte read to stored recipients and the ledger rows of the next sending
 * day, against the time SQLite takes to insert the same rows raw into the same table.
 */
export async function run({ args }: RunOptions): Promise<object> {
  const rows = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 50_000)
  const ours: number[] = []
  const peer: number[] = []
  const p99: number[] = []
  const max: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const taken = await inFolder((folder) => importAndPlan(folder, rows))
    ours.push(taken.seconds)
    p99.push(taken.p99Ms)
    max.push(taken.maxMs)
    peer.push(await inFolder((folder) => insertRaw(folder, rows)))
  }
  return {
    name: 'plan',
    ours: rounded(median(ours), 3),
    peer: rounded(median(peer), 3),
    ratio: rounded(median(ours) / median(peer)),
    unit: 's',
    rows,
    loopP99Ms: rounded(median(p99)),
    loopMaxMs: rounded(Math.max(...max)),
    ...machineFacts(),
  }
}

/** The same rows as they are stored, into the same table, in one transaction of one prepared statement. */
async function insertRaw(folder: string, rows: number): Promise<number> {
  const db = openDatabase(join(folder, 'raw.db'))
  const values = Array.from({ length: rows }, (_, index) => stored(index))
  try {
    campaigns.up(db.connection)
    const statement = db.connection.prepare(
      `INSERT INTO campaign_recipients (campaignId, position, rank, email, name, creditor, amountMinor, currency, issuedOn, dueOn,
         language, role, flags, invoices, variables, lane) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    const started = performance.now()
    db.write(() => {
      for (const row of values) statement.run(...row)
    })
    return (performance.now() - started) / 1_000
  } finally {
    db.close()
  }
}

function stored(index: number): (string | number)[] {
  const [email, name, , number, , , , creditor, , agent, region, contract] = line(index).split(';')
  const day = String(1 + (index % 28)).padStart(2, '0')
  const amount = (1 + (index % 9)) * 1_000_000 + (index % 1_000) * 1_000 + 500
  const invoice = {
    number,
    issuedOn: `2026-01-${day}`,
    dueOn: `2026-02-${day}`,
    amount: { minor: amount, currency: 'CLP' },
    paymentLink: null,
  }
  return [
    '019cae6b-6600-7020-adcb-55e8f8d7002a',
    index + 2,
    index + 2,
    email ?? '',
    name ?? '',
    creditor ?? '',
    amount,
    'CLP',
    `2026-01-${day}`,
    `2026-02-${day}`,
    'es',
    'debtor',
    '',
    JSON.stringify([invoice]),
    JSON.stringify({ ejecutivo: agent, region, contrato: contract }),
    'other',
  ]
}
