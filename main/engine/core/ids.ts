import type { Clock } from './clock.ts'
import type { Random } from './random.ts'

export interface Ids {
  /** A UUIDv7 (RFC 9562 §5.7): sortable by creation, unique across machines. */
  next(): string
}

/**
 * UUIDv7 from the engine's clock and random source. Within one millisecond, and when the clock
 * goes back, the 12 `rand_a` bits and then the timestamp count up, so ids of one engine never
 * repeat or run backwards (RFC 9562 §6.2, method 1).
 */
export function createIds(clock: Clock, random: Random): Ids {
  let last = 0
  let counter = 0
  return {
    next() {
      const now = clock.now()
      if (now > last) {
        last = now
        counter = random.bytes(1)[0] ?? 0
      } else if (++counter > 0xfff) {
        last += 1
        counter = 0
      }
      const tail = random.bytes(8)
      tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80
      const time = last.toString(16).padStart(12, '0')
      const middle = (0x7000 | counter).toString(16)
      const rest = tail.toString('hex')
      return `${time.slice(0, 8)}-${time.slice(8)}-${middle}-${rest.slice(0, 4)}-${rest.slice(4)}`
    },
  }
}
