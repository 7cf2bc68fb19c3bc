import type { Clock } from '../../core/clock.ts'

/** Milliseconds for each phase. */
export interface LaneTimeouts {
  /** From the name look-up to the end of EHLO, TLS included. */
  connect: number
  auth: number
  /** MAIL, RCPT and DATA together. */
  envelope: number
  /** From 354 to the release of the end, the caller's commit included. */
  body: number
  /** From the release to the final reply. Running out makes the message ambiguous. */
  final: number
}

/** RFC 5321 §4.5.3.2 where waiting protects a message; shorter where nothing is at stake yet. */
export const laneTimeouts: LaneTimeouts = {
  connect: 60_000,
  auth: 60_000,
  envelope: 300_000,
  body: 180_000,
  final: 600_000,
}

export interface LaneOptions {
  host: string
  port: number
  /** `implicit` = TLS from the first byte, `starttls` = refused when not offered, `none` = in the clear. */
  tls: 'implicit' | 'starttls' | 'none'
  /** Turning this off is for servers with a self-signed certificate that cannot be given below. */
  verifyCertificate?: boolean
  /** PEM certificates trusted instead of the system's. */
  certificateAuthorities?: string[]
  auth?: { user: string; pass: string; method?: 'PLAIN' | 'LOGIN' }
  /** Name said in EHLO. */
  name?: string
  /** After so many messages the lane says QUIT and closes. */
  maxMessages?: number
  timeouts?: Partial<LaneTimeouts>
  clock: Clock
  signal?: AbortSignal
}

export function timeoutsOf(options: LaneOptions): LaneTimeouts {
  return { ...laneTimeouts, ...options.timeouts }
}
