import type { Alarm, Clock } from '../../core/clock.ts'

export interface Deadline {
  /** Everything has to be done `milliseconds` from now; replaces the deadline before. */
  within(milliseconds: number): void
  /** Nothing is waited for. */
  clear(): void
  /** Ends the watch for good. */
  stop(): void
}

/**
 * Watches one moving deadline. Setting it costs an assignment: the alarm is left where it is and
 * looks again when it rings, because a lane moves its deadline several times a message.
 */
export function watchDeadline(clock: Clock, missed: () => void): Deadline {
  let due: number | null = null
  let alarm: Alarm | null = null
  let rings = Infinity

  const arm = (at: number) => {
    alarm?.cancel()
    rings = at
    alarm = clock.alarm(at, look)
  }
  const look = () => {
    alarm = null
    rings = Infinity
    if (due === null) return
    if (clock.now() >= due) {
      due = null
      missed()
    } else {
      arm(due)
    }
  }
  return {
    within(milliseconds) {
      due = clock.now() + milliseconds
      if (due < rings) arm(due)
    },
    clear() {
      due = null
    },
    stop() {
      due = null
      alarm?.cancel()
      alarm = null
      rings = Infinity
    },
  }
}
