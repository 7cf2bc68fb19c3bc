import { createHash, randomBytes } from 'node:crypto'

/** Who sits at this machine, as far as a host without a window can tell. */
export interface Trust {
  /** A new one-time token, for the address that is printed. */
  issue(): string
  /** Exchanges a one-time token for a lasting proof; undefined when it was used or never given out. */
  redeem(token: string): string | undefined
  holds(proof: string | undefined): boolean
}

/** Tokens and proofs live in memory, by their hashes: they end with the process that gave them out. */
export function createTrust(): Trust {
  const tokens = new Set<string>()
  const proofs = new Set<string>()
  const make = (into: Set<string>) => {
    const text = randomBytes(24).toString('base64url')
    into.add(hash(text))
    return text
  }
  return {
    issue: () => make(tokens),
    redeem: (token) => (tokens.delete(hash(token)) ? make(proofs) : undefined),
    holds: (proof) => proof !== undefined && proofs.has(hash(proof)),
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
