import type { Instruction } from '../../shared/contract/desktop.ts'

/** What the app asks of its page, over the contract's stream. */
export interface Instructions {
  /** Tells the page now, or when it next listens: then only the last place to open counts. */
  give(instruction: Instruction): void
  stream(signal: AbortSignal | undefined): AsyncGenerator<Instruction>
}

export function createInstructions(): Instructions {
  const listeners = new Set<(instruction: Instruction) => void>()
  let unheard: Instruction | undefined
  return {
    give(instruction) {
      if (listeners.size === 0) unheard = instruction
      for (const listener of listeners) listener(instruction)
    },
    async *stream(signal) {
      const waiting: Instruction[] = unheard ? [unheard] : []
      unheard = undefined
      let wake: () => void = () => undefined
      const listener = (instruction: Instruction) => {
        waiting.push(instruction)
        wake()
      }
      const onAbort = () => wake()
      listeners.add(listener)
      signal?.addEventListener('abort', onAbort)
      try {
        while (!signal?.aborted) {
          const next = waiting.shift()
          if (next) yield next
          else await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        signal?.removeEventListener('abort', onAbort)
        listeners.delete(listener)
      }
    },
  }
}
