import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCalendarClock,
  IconCheck,
  IconChecks,
  IconClock,
  IconFlag,
  IconHelpCircle,
  IconMailX,
  IconPlayerSkipForward,
  IconRefresh,
  IconSend,
  IconUserCheck,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RecipientDetail } from '../../../../shared/contract/campaigns/recipients.ts'
import { useFormat } from '../../../app/format.ts'
import { CopyButton } from '../../../components/values/copy-button.tsx'
import type { TimelineEntry } from '../../../components/values/timeline.tsx'
import { Timeline } from '../../../components/values/timeline.tsx'
import { reasonWord } from '../words.ts'
import classes from './recipient.module.css'

type Entry = RecipientDetail['log'][number]

const looks: Record<Entry['what'], { icon: Icon; tone: NonNullable<TimelineEntry['tone']> }> = {
  planned: { icon: IconClock, tone: 'neutral' },
  claimed: { icon: IconSend, tone: 'info' },
  handed_over: { icon: IconSend, tone: 'info' },
  retry: { icon: IconRefresh, tone: 'warning' },
  deferred: { icon: IconCalendarClock, tone: 'warning' },
  requeued: { icon: IconArrowBackUp, tone: 'info' },
  recovered: { icon: IconArrowBackUp, tone: 'info' },
  resolved: { icon: IconUserCheck, tone: 'info' },
  accepted: { icon: IconCheck, tone: 'success' },
  delivered: { icon: IconChecks, tone: 'success' },
  bounced: { icon: IconMailX, tone: 'danger' },
  complained: { icon: IconFlag, tone: 'danger' },
  ambiguous: { icon: IconHelpCircle, tone: 'warning' },
  skipped: { icon: IconPlayerSkipForward, tone: 'neutral' },
  failed: { icon: IconAlertTriangle, tone: 'danger' },
}

/** What happened to a recipient's message, newest first, in the server's own words where it spoke. */
export function RecipientLog({ recipient }: { recipient: RecipientDetail }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const several = recipient.log.some(({ stage }) => stage > 1)
  const entries = recipient.log
    .toSorted((a, b) => b.at - a.at)
    .map((entry, place): TimelineEntry => {
      const reason = entry.reason ?? entry.waitReason
      const until = entry.until === null ? undefined : t('log.until', { at: format.dateTime(entry.until) })
      return {
        id: `${entry.at}-${place}`,
        at: entry.at,
        icon: looks[entry.what].icon,
        tone: looks[entry.what].tone,
        title: several
          ? t('log.ofStage', { what: t(`log.${entry.what}`), stage: entry.stage })
          : t(`log.${entry.what}`),
        by: entry.by ?? undefined,
        detail: (
          <>
            {reason && <span>{[reasonWord(reason), until].filter(Boolean).join(' · ')}</span>}
            {!reason && until && <span>{until}</span>}
            {entry.response && <code className={classes.response}>{entry.response}</code>}
          </>
        ),
      }
    })
  return (
    <>
      <Timeline label={t('recipient.log')} entries={entries} />
      {recipient.messageId && (
        <p className={classes.messageId}>
          Message-ID: <code>{recipient.messageId}</code> <CopyButton value={recipient.messageId} />
        </p>
      )}
    </>
  )
}
