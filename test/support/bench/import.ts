import { openAsBlob, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createCampaign, saveDraft } from '../../../main/engine/campaigns/campaigns.ts'
import { importNow, startImport } from '../../../main/engine/campaigns/imports/run.ts'
import { uploadFile } from '../../../main/engine/campaigns/imports/upload.ts'
import { launchCampaign } from '../../../main/engine/campaigns/lifecycle/launch.ts'
import { systemActor } from '../../../main/engine/core/actor.ts'
import { anAccount, aTemplate } from '../campaigns.ts'
import { benchEngine } from './engine.ts'

const HEADER = 'Correo;Nombre;RUT;Factura;Emisión;Vencimiento;Monto;Acreedor;Idioma;Ejecutivo;Región;Contrato'

/** A row of the report. */
export function line(index: number): string {
  const day = String(1 + (index % 28)).padStart(2, '0')
  const amount = `${1 + (index % 9)}.${String(index % 1_000).padStart(3, '0')}.500`
  return `deudor${index}@cliente${index % 500}.cl;Comercial Ñandú y Cía. Núm. ${index};;F-${index};${day}/01/2026;${day}/02/2026;${amount};Energía del Sur;es;Ejecutiva ${index % 40};Región ${index % 16};C-${index}`
}

/** From the first byte read to the ledger rows of the next sending day, with the event loop's delay meanwhile in ms. */
export async function importAndPlan(
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
