import { Button, Group, Switch } from '@mantine/core'
import { IconAlertTriangle, IconBan, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type {
  ImportReport,
  RecipientImport,
  reportReasonSchema,
} from '../../../../../../shared/contract/campaigns/imports.ts'
import { client, orpc } from '../../../../../app/client.ts'
import { useFormat } from '../../../../../app/format.ts'
import { EmptyState } from '../../../../../components/feedback/empty-state.tsx'
import { defineStatuses, StatusBadge } from '../../../../../components/values/status-badge.tsx'
import { reasonFix, reasonWord } from '../../../words.ts'
import { ReasonPanel } from './reason-panel.tsx'
import classes from '../recipients.module.css'

export type Reason = z.infer<typeof reportReasonSchema>

const severities = defineStatuses<Reason['severity']>({
  blocks: { tone: 'danger', icon: IconBan, label: 'import:severity.blocks' },
  excludes: { tone: 'warning', icon: IconAlertTriangle, label: 'import:severity.excludes' },
  warns: { tone: 'neutral', icon: IconInfoCircle, label: 'import:severity.warns' },
})

/** The reasons of a report, gravest first, each with what can be done. */
export function ReportReasons({ run, report }: { run: RecipientImport; report: ImportReport }) {
  const { t } = useTranslation('campaigns')
  const [shown, setShown] = useState<string>()
  const order = ['blocks', 'excludes', 'warns']
  const reasons = report.reasons
    .filter((reason) => reason.rows > 0 || reason.letThrough)
    .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || b.rows - a.rows)
  if (reasons.length === 0) {
    return (
      <EmptyState
        compact
        order={3}
        icon={IconCircleCheck}
        title={t('report.cleanTitle')}
        text={t('report.cleanText')}
      />
    )
  }
  return (
    <>
      <ul className={classes.reasons}>
        {reasons.map((reason) => (
          <ReasonLine key={reason.reason} run={run} reason={reason} onShow={() => setShown(reason.reason)} />
        ))}
      </ul>
      <ReasonPanel
        run={run}
        reason={reasons.find(({ reason }) => reason === shown)}
        onClose={() => setShown(undefined)}
      />
    </>
  )
}

function ReasonLine({ run, reason, onShow }: { run: RecipientImport; reason: Reason; onShow: () => void }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const queryClient = useQueryClient()
  const letThrough = useMutation({
    mutationFn: (on: boolean) =>
      client.campaigns.imports.letThrough({ id: run.id, reason: reason.reason, letThrough: on }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.campaigns.key() }),
  })
  return (
    <li className={classes.reason}>
      <span className={classes.reasonBadge}>
        <StatusBadge of={severities} value={reason.severity} />
      </span>
      <div className={classes.reasonWords}>
        <span className={classes.reasonTitle}>{reasonWord(reason.reason)}</span>
        <span className={classes.reasonFix}>{reasonFix(reason.reason)}</span>
      </div>
      <span className={classes.reasonCount}>
        {t('report.rowCount', { count: reason.rows, formatted: format.number(reason.rows) })}
      </span>
      <Group gap={12} wrap="nowrap" className={classes.reasonActions}>
        {reason.severity === 'excludes' && (
          <Switch
            label={t('report.letThrough')}
            checked={reason.letThrough}
            disabled={letThrough.isPending}
            onChange={(event) => letThrough.mutate(event.currentTarget.checked)}
          />
        )}
        <Button
          variant="default"
          size="compact-md"
          aria-label={t('report.showOf', { reason: reasonWord(reason.reason) })}
          onClick={onShow}
        >
          {t('report.show')}
        </Button>
      </Group>
    </li>
  )
}
