import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** Costs of scrypt (RFC 7914); stored with each hash, so that they can rise later. */
interface Costs {
  n: number
  r: number
  p: number
}
const COSTS: Costs = { n: 32_768, r: 8, p: 1 }
const KEY_BYTES = 32

/** `scrypt$N$r$p$salt$hash`. Runs off the main thread (about 60 ms). */
export async function hashPassword(password: string, costs: Costs = COSTS): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, costs)
  return ['scrypt', costs.n, costs.r, costs.p, salt.toString('base64'), key.toString('base64')].join('$')
}

/**
 * Whether the password fits. With no stored hash it works as long as with one, so that nobody
 * learns from the delay which names exist.
 */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  const [scheme, n, r, p, salt, hash] = (stored ?? '').split('$')
  if (scheme !== 'scrypt' || !salt || !hash) {
    await derive(password, Buffer.alloc(16), COSTS)
    return false
  }
  const expected = Buffer.from(hash, 'base64')
  const key = await derive(password, Buffer.from(salt, 'base64'), {
    n: Number(n),
    r: Number(r),
    p: Number(p),
  })
  return expected.length === key.length && timingSafeEqual(expected, key)
}

function derive(password: string, salt: Buffer, { n, r, p }: Costs): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { N: n, r, p, maxmem: 256 * n * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
