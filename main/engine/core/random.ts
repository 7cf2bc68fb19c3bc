import { randomBytes } from 'node:crypto'

/** Chance comes from here, so that a test can replay it from a seed. */
export interface Random {
  /** In [0, 1). */
  next(): number
  bytes(length: number): Buffer
}

const POOL = 8_192

/** The operating system's source, drawn in blocks because one call a byte is slow. */
export function systemRandom(): Random {
  let pool = randomBytes(POOL)
  let used = 0
  const bytes = (length: number): Buffer => {
    if (length > POOL) return randomBytes(length)
    if (used + length > POOL) {
      pool = randomBytes(POOL)
      used = 0
    }
    const slice = Buffer.from(pool.subarray(used, used + length))
    used += length
    return slice
  }
  return { bytes, next: () => bytes(6).readUIntBE(0, 6) / 2 ** 48 }
}

/** Mulberry32: a small, fast, repeatable sequence for tests and sample data. Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return { next, bytes: (length) => Buffer.from(Array.from({ length }, () => Math.floor(next() * 256))) }
}
