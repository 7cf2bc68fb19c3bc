import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RecipientImport } from '../../../../../../shared/contract/campaigns/imports.ts'
import { client, orpc } from '../../../../../app/client.ts'
import { EmptyState } from '../../../../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../../../../components/feedback/error-state.tsx'
import { SidePanel } from '../../../../../components/page/side-panel.tsx'
import { useRows } from '../../../../../components/table/rows.ts'
import { DownloadMenu } from '../../../../../components/actions/download-menu.tsx'
import { reasonFix, reasonWord } from '../../../words.ts'
import { FixRow } from './fix-row.tsx'
import type { Reason } from './report-reasons.tsx'

interface ReasonPanelProps {
  run: RecipientImport
  reason: Reason | undefined
  onClose: () => void
}

/** The rows of one reason, each to be corrected where it stands. */
export function ReasonPanel({ run, reason, onClose }: ReasonPanelProps) {
  const { t } = useTranslation('campaigns')
  return (
    <SidePanel
      size={640}
      opened={reason !== undefined}
      onClose={onClose}
      title={reason ? reasonWord(reason.reason) : ''}
      footer={
        reason && (
          <DownloadMenu
            label={t('report.download')}
            name={t('report.fileOf', { reason: reasonWord(reason.reason) })}
            fetch={(kind, signal) =>
              client.campaigns.imports.exportRows(
                { id: run.id, reason: reason.reason, format: kind },
                { signal },
              )
            }
          />
        )
      }
    >
      {reason && <Rows run={run} reason={reason} />}
    </SidePanel>
  )
}

function Rows({ run, reason }: { run: RecipientImport; reason: Reason }) {
  const { t } = useTranslation('campaigns')
  const source = useRows(orpc.campaigns.imports.rows, { id: run.id, reason: reason.reason }, { pageSize: 50 })
  if (source.state === 'loading') return <Skeleton height={240} />
  if (source.state === 'error') return <ErrorState compact error={source.error} onRetry={source.retry} />
  return (
    <Stack gap={12}>
      <Text size="sm" c="dimmed">
        {reasonFix(reason.reason)}
      </Text>
      {source.rows.length === 0 && (
        <EmptyState compact order={3} icon={IconCircleCheck} title={t('report.noRows')} />
      )}
      {source.rows.map((row) => (
        <FixRow key={row.line} run={run} row={row} reason={reason.reason} />
      ))}
      {source.hasMore && (
        <Group justify="center">
          <Button variant="default" loading={source.loadingMore} onClick={source.loadMore}>
            {t('report.more')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
