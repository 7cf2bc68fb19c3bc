import { openAsBlob, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createCampaign, saveDraft } from '../../main/engine/campaigns/campaigns.ts'
import { importNow, startImport } from '../../main/engine/campaigns/imports/run.ts'
import { uploadFile } from '../../main/engine/campaigns/imports/upload.ts'
import { launchCampaign } from '../../main/engine/campaigns/lifecycle/launch.ts'
import { campaigns } from '../../main/engine/migrations/0060-campaigns.ts'
import { systemActor } from '../../main/engine/core/actor.ts'
import { openDatabase } from '../../main/engine/core/storage/database.ts'
import { anAccount, aTemplate } from '../support/campaigns.ts'
import { benchEngine, inFolder } from '../support/bench/engine.ts'
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

const HEADER = 'Correo;Nombre;RUT;Factura;Emisión;Vencimiento;Monto;Acreedor;Idioma;Ejecutivo;Región;Contrato'

function line(index: number): string {
  const day = String(1 + (index % 28)).padStart(2, '0')
  const amount = `${1 + (index % 9)}.${String(index % 1_000).padStart(3, '0')}.500`
  return `deudor${index}@cliente${index % 500}.cl;Comercial Ñandú y Cía. Núm. ${index};;F-${index};${day}/01/2026;${day}/02/2026;${amount};Energía del Sur;es;Ejecutiva ${index % 40};Región ${index % 16};C-${index}`
}

async function importAndPlan(
  folder: string,
  rows: number,
): Promise<{ seconds: number; p99Ms: number; maxMs: number }> {
  const csv = join(folder, 'informe.csv')
  writeFileSync(
    csv,
    `${HEADER}\r\n${Array.from({ length: rows }, (_, index) => line(index)).join('\r\n')}\r\n`,
  )
  const engine = await benchEngine(join(folder))
  const { ctx } = engine
  try {
    await engine.start()
    const id = createCampaign(ctx, systemActor, { name: 'Informe', rulePack: 'none', strategy: 'ramp_up' })
    const file = new File([await openAsBlob(csv)], 'informe.csv')
    const look = await uploadFile(ctx, systemActor, { campaignId: id, file })
    // Nothing is sent: what is measured ends with the batches.
    saveDraft(ctx, systemActor, {
      id,
      settings: { templateId: aTemplate(ctx), accountId: anAccount(ctx, { port: 1 }) },
    })
    const loop = monitorEventLoopDelay({ resolution: 2 })
    loop.enable()
    const started = performance.now()
    startImport(ctx, systemActor, {
      id: look.id,
      mapping: look.mapping,
      formats: look.formats,
      repeatedAddress: 'merge',
      append: false,
      rememberMapping: false,
    })
    while (importNow(ctx, systemActor, look.id).state === 'running')
      await new Promise((resolve) => setTimeout(resolve, 2))
    launchCampaign(ctx, systemActor, { id })
    while (!ctx.db.sqlGet('SELECT 1 FROM campaigns WHERE id = ? AND plannedOn IS NOT NULL', [id])) {
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    const seconds = (performance.now() - started) / 1_000
    loop.disable()
    const { report } = importNow(ctx, systemActor, look.id)
    if (report?.recipients !== rows) throw new Error(`${report?.recipients} of ${rows} rows were stored`)
    return { seconds, p99Ms: loop.percentile(99) / 1e6, maxMs: loop.max / 1e6 }
  } finally {
    await engine.stop()
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
