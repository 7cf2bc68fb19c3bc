import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { RecipientImport } from '../../../../../shared/contract/campaigns/imports.ts'
import { orpc } from '../../../../app/client.ts'
import { ErrorState } from '../../../../components/feedback/error-state.tsx'
import type { OpenDraft } from '../draft.ts'
import { ChooseSource } from './choose-source.tsx'
import { FileLook } from './file/file-look.tsx'
import { ImportFailed } from './import-failed.tsx'
import { ImportProgress } from './import-progress.tsx'
import { ImportReportView } from './report/report.tsx'
import { RecipientsPreview } from './recipients-preview.tsx'

/** How often a running import is asked how far it is, besides what live changes tell. */
const pollMs = 700

/** Who gets the message: a file that is looked at, mapped and validated, or clients of the firm. */
export function RecipientsStep({ draft }: { draft: OpenDraft }) {
  const { campaign } = draft
  // The import that is worked on: the one just uploaded, else the latest of the draft.
  const [uploaded, setUploaded] = useState<string>()
  const [adding, setAdding] = useState(false)
  const importId = uploaded ?? campaign.importId
  const current = useQuery({
    ...orpc.campaigns.imports.get.queryOptions({ input: { id: importId ?? '' } }),
    enabled: importId !== null,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? pollMs : false),
  })
  const settled = useSettled(current.data)
  const begin = (id: string): void => {
    setUploaded(id)
    setAdding(false)
  }
  if (importId !== null && current.isPending) return <Skeleton height={320} />
  if (importId !== null && !current.data && !adding) {
    return <ErrorState error={current.error} onRetry={() => void current.refetch()} />
  }
  const open = importId === null || adding ? undefined : current.data
  return (
    <Work
      draft={draft}
      open={open}
      again={open?.state === 'running' ? settled : undefined}
      onUploaded={begin}
      onAnother={() => setAdding(true)}
      onBack={adding ? () => setAdding(false) : undefined}
    />
  )
}

/**
 * The last report of an import while its rows are validated again, as after one was corrected: what the person
 * is working on stays where it is.
 */
function useSettled(now: RecipientImport | undefined): RecipientImport | undefined {
  const [settled, setSettled] = useState<RecipientImport>()
  const next = now?.state === 'running' ? settled : now?.state === 'done' ? now : undefined
  if (next !== settled) setSettled(next)
  return settled?.id === now?.id ? settled : undefined
}

interface WorkProps {
  draft: OpenDraft
  open: RecipientImport | undefined
  /** Its last report, while its rows are validated again. */
  again: RecipientImport | undefined
  onUploaded: (id: string) => void
  onAnother: () => void
  onBack: (() => void) | undefined
}

function Work({ draft, open, again, onUploaded, onAnother, onBack }: WorkProps) {
  const [reviewed, setReviewed] = useState<string>()
  const has = draft.campaign.counts.recipients + draft.campaign.counts.excluded > 0
  if (open?.state === 'running' && !again) return <ImportProgress draft={draft} run={open} />
  if (open && (open.state === 'inspected' || open.id === reviewed)) {
    return (
      <FileLook key={open.id} draft={draft} id={open.id} fileName={open.fileName} onAnother={onAnother} />
    )
  }
  if (open?.state === 'failed' || (open?.state === 'cancelled' && !has)) {
    return <ImportFailed run={open} onAnother={onAnother} onReview={() => setReviewed(open.id)} />
  }
  // A file whose rows all stay out still has its report: that is where they can be let through.
  const shown = again ?? open
  const report = shown?.report ?? undefined
  if (onBack || (!has && report === undefined)) {
    return <ChooseSource draft={draft} onUploaded={onUploaded} onBack={has || report ? onBack : undefined} />
  }
  return (
    <>
      {shown && report && (
        <ImportReportView run={shown} report={report} busy={again !== undefined} onAnother={onAnother} />
      )}
      {(has || again) && <RecipientsPreview draft={draft} onAnother={onAnother} />}
    </>
  )
}
