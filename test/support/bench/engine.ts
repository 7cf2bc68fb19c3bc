import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hostKeyStore } from '../../../main/engine/core/secrets/key-file.ts'
import { createEngine, type Engine, type EngineOptions } from '../../../main/engine/engine.ts'

const info = {
  name: 'Bench',
  country: 'CL',
  locale: 'es-CL',
  zone: 'America/Santiago',
  currency: 'CLP',
  sample: false,
} as const

/** The engine as the hosts open it: system clock, durable, every feature. */
export function benchEngine(folder: string, options: Partial<EngineOptions> = {}): Promise<Engine> {
  return createEngine({ folder, keyStore: hostKeyStore(folder), info, ...options })
}

/** Runs in a temporary folder that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'despacho-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
