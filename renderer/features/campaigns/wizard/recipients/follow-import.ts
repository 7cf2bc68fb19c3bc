import type { RecipientImport } from '../../../../../shared/contract/campaigns/imports.ts'
import { client } from '../../../../app/client.ts'
import { explain } from '../../../../app/errors.ts'
import { translate } from '../../../../app/i18n.ts'
import type { TrayJob } from '../../../../components/feedback/jobs.ts'
import { useTray } from '../../../../components/feedback/jobs.ts'

const pollMs = 1_000

/** Rows read, how many there may be by the share of bytes, rate a second and time left. */
export function paceOf({ rowsRead, progress, startedAt }: RecipientImport): {
  done: number
  total: number | undefined
  rate?: number
  leftMs?: number
} {
  const total = progress > 0 && rowsRead > 0 ? Math.max(rowsRead, Math.round(rowsRead / progress)) : undefined
  const spent = startedAt === null ? 0 : Date.now() - startedAt
  if (total === undefined || spent < 1_000) return { done: rowsRead, total }
  const rate = (rowsRead / spent) * 1_000
  return { done: rowsRead, total, rate, leftMs: ((total - rowsRead) / rate) * 1_000 }
}

/** Shows an import in the tray until it ends, wherever the person is meanwhile. */
export function followImport(run: RecipientImport, words: { title: string; open: TrayJob['open'] }): void {
  const { put, change } = useTray.getState()
  put({
    id: run.id,
    title: words.title,
    state: 'running',
    done: run.rowsRead,
    total: paceOf(run).total,
    startedAt: run.startedAt ?? Date.now(),
    cancel: () => void client.campaigns.imports.cancel({ id: run.id }),
  })
  const follow = async (): Promise<void> => {
    // Taken out of the tray: the page shows it again.
    if (!useTray.getState().jobs.some((job) => job.id === run.id)) return
    try {
      const now = await client.campaigns.imports.get({ id: run.id })
      change(run.id, { done: now.rowsRead, total: paceOf(now).total })
      if (now.state === 'running') setTimeout(() => void follow(), pollMs)
      else change(run.id, ended(now, words.open))
    } catch (error) {
      change(run.id, { state: 'failed', message: explain(error).message, cancel: undefined })
    }
  }
  setTimeout(() => void follow(), pollMs)
}

function ended(run: RecipientImport, open: TrayJob['open']): Partial<TrayJob> {
  const state = run.state === 'done' || run.state === 'failed' ? run.state : 'cancelled'
  const count = run.report?.recipients ?? 0
  return {
    state,
    open,
    cancel: undefined,
    message: state === 'done' ? translate('campaigns:import.done', { count }) : undefined,
  }
}
