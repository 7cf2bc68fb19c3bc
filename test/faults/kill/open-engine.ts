import { mkdirSync } from 'node:fs'
import { createEngine, type Engine } from '../../../main/engine/engine.ts'
import type { EngineContext } from '../../../main/engine/core/context.ts'
import { morningZone } from '../../support/morning-zone.ts'
import { hostKeyStore } from '../../../main/engine/core/secrets/key-file.ts'

/** A new workspace opened without being started: to fill it before the process that will be killed takes over. */
export async function openEngine(folder: string): Promise<{ engine: Engine; ctx: EngineContext }> {
  mkdirSync(folder, { recursive: true })
  const engine = await createEngine({
    folder,
    keyStore: hostKeyStore(folder),
    info: {
      name: 'Estudio',
      country: 'CL',
      locale: 'es-CL',
      zone: morningZone(),
      currency: 'CLP',
      sample: false,
    },
  })
  return { engine, ctx: engine.ctx }
}
