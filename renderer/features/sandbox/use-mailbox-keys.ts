import { useEffect } from 'react'
import { isWriting } from '../../app/writing.ts'

interface Moves {
  next: () => void
  previous: () => void
  remove: () => void
}

/** j and k move through the list, Delete removes: unless something is being typed. */
export function useMailboxKeys({ next, previous, remove }: Moves): void {
  useEffect(() => {
    const moves: Record<string, () => void> = { j: next, k: previous, Delete: remove }
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
      const move = moves[event.key]
      if (!move || document.querySelector('[role="dialog"]')) return
      event.preventDefault()
      move()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}
