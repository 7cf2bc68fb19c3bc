import { create } from 'zustand'

/** A piece of long work as the tray shows it. */
export interface TrayJob {
  id: string
  title: string
  state: 'running' | 'done' | 'failed' | 'cancelled'
  done: number
  /** Undefined while nobody knows how much there is. */
  total: number | undefined
  startedAt: number
  /** What went wrong, or what came out of it. */
  message?: string
  cancel?: () => void
  /** Leads to the result: a page or a file. */
  open?: { label: string; run: () => void }
}

interface Tray {
  jobs: TrayJob[]
  put: (job: TrayJob) => void
  change: (id: string, part: Partial<TrayJob>) => void
  remove: (id: string) => void
}

/** What the tray at the bottom right shows. Work of this page and work of the engine both go here. */
export const useTray = create<Tray>((set) => ({
  jobs: [],
  put: (job) => set(({ jobs }) => ({ jobs: [job, ...jobs.filter((other) => other.id !== job.id)] })),
  change: (id, part) =>
    set(({ jobs }) => ({ jobs: jobs.map((job) => (job.id === id ? { ...job, ...part } : job)) })),
  remove: (id) => set(({ jobs }) => ({ jobs: jobs.filter((job) => job.id !== id) })),
}))

interface RunningJob {
  id: string
  /** Aborted when the person cancels. */
  signal: AbortSignal
  progress: (done: number, total?: number) => void
  done: (message?: string, open?: TrayJob['open']) => void
  fail: (message: string) => void
}

/**
 * Puts a piece of work of this page into the tray; it goes on when the page is left.
 *
 * @example
 * const job = startJob({ title: t('import.running'), total: rows.length })
 * for (const chunk of chunks) { await send(chunk, job.signal); job.progress((sent += chunk.length)) }
 * job.done(t('import.finished', { count: sent }))
 */
export function startJob({ title, total }: { title: string; total?: number | undefined }): RunningJob {
  const id = crypto.randomUUID()
  const abort = new AbortController()
  const { put, change } = useTray.getState()
  const cancel = (): void => {
    abort.abort()
    change(id, { state: 'cancelled', cancel: undefined })
  }
  put({ id, title, state: 'running', done: 0, total, startedAt: Date.now(), cancel })
  const end = (part: Partial<TrayJob>): void => {
    if (!abort.signal.aborted) change(id, { ...part, cancel: undefined })
  }
  return {
    id,
    signal: abort.signal,
    progress: (done, of) => change(id, of === undefined ? { done } : { done, total: of }),
    done: (message, open) => end({ state: 'done', message, open }),
    fail: (message) => end({ state: 'failed', message }),
  }
}
