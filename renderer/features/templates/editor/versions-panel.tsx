import { Button, Group, Select, Skeleton, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconHistory, IconRestore } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Template } from '../../../../shared/contract/templates.ts'
import { orpc } from '../../../app/client.ts'
import { explain } from '../../../app/errors.ts'
import { useCan } from '../../../app/session.tsx'
import { EmptyState } from '../../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { SidePanel } from '../../../components/page/side-panel.tsx'
import { useRows } from '../../../components/table/rows.ts'
import { DateTime } from '../../../components/values/date-time.tsx'
import { DiffView } from './diff-view.tsx'
import classes from './editor.module.css'
import type { Draft } from './use-draft.ts'

interface VersionsPanelProps {
  opened: boolean
  onClose: () => void
  stored: Template
  draft: Draft
}

/** What was published, what changed, and the way back. */
export function VersionsPanel({ opened, onClose, stored, draft }: VersionsPanelProps) {
  const { t } = useTranslation('templates')
  return (
    <SidePanel opened={opened} onClose={onClose} title={t('versions.title')} size={820}>
      {opened && <Versions stored={stored} draft={draft} onClose={onClose} />}
    </SidePanel>
  )
}

function Versions({ stored, draft, onClose }: Omit<VersionsPanelProps, 'opened'>) {
  const { t } = useTranslation('templates')
  const rows = useRows(orpc.templates.versions, { id: stored.id })
  const [chosen, setChosen] = useState<number>()
  const [against, setAgainst] = useState<string>('draft')
  const from = chosen ?? rows.rows[0]?.number
  const others = rows.rows.filter(({ number }) => number !== from)
  const diff = useQuery({
    ...orpc.templates.diff.queryOptions({
      input: { id: stored.id, from: from ?? 0, ...(against === 'draft' ? {} : { to: Number(against) }) },
    }),
    enabled: from !== undefined,
  })
  if (rows.state === 'loading') return <Skeleton height={200} />
  if (rows.state === 'error') return <ErrorState compact error={rows.error} onRetry={rows.retry} />
  if (rows.rows.length === 0) return <EmptyState compact icon={IconHistory} title={t('versions.none')} />
  return (
    <Stack gap={20}>
      <ol className={classes.versions}>
        {rows.rows.map((version) => (
          <li key={version.number}>
            <button
              type="button"
              className={classes.version}
              data-chosen={version.number === from || undefined}
              aria-pressed={version.number === from}
              onClick={() => {
                setChosen(version.number)
                if (against === String(version.number)) setAgainst('draft')
              }}
            >
              <span className={classes.versionName}>{t('versions.version', { number: version.number })}</span>
              <span className={classes.versionNote}>{version.note}</span>
              <span className={classes.versionWhen}>
                <DateTime at={version.publishedAt} as="dateTime" />
                {version.publishedBy ? ` ${t('versions.by', { name: version.publishedBy })}` : ''}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {from !== undefined && (
        <section aria-label={t('versions.compare')}>
          <Group justify="space-between" gap={8} mb={8}>
            <Select
              size="xs"
              label={t('versions.compare')}
              allowDeselect={false}
              value={against}
              onChange={(value) => setAgainst(value ?? 'draft')}
              data={[
                { value: 'draft', label: t('versions.draft') },
                ...others.map(({ number }) => ({
                  value: String(number),
                  label: t('versions.version', { number }),
                })),
              ]}
            />
            <RestoreButton stored={stored} number={from} draft={draft} onDone={onClose} />
          </Group>
          {diff.isError ? (
            <ErrorState compact error={diff.error} onRetry={() => void diff.refetch()} />
          ) : diff.data ? (
            <DiffView diff={diff.data} />
          ) : (
            <Skeleton height={160} />
          )}
        </section>
      )}
    </Stack>
  )
}

interface RestoreButtonProps {
  stored: Template
  number: number
  draft: Draft
  onDone: () => void
}

/** Puts the content of a version into the draft; nothing is published by it. */
function RestoreButton({ stored, number, draft, onDone }: RestoreButtonProps) {
  const { t } = useTranslation('templates')
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  if (!useCan('templates:write')) return null
  const restore = async (): Promise<void> => {
    setBusy(true)
    try {
      const options = orpc.templates.version.queryOptions({ input: { id: stored.id, number } })
      draft.replace((await queryClient.fetchQuery(options)).content)
      notifications.show({ message: t('versions.restored', { number }) })
      onDone()
    } catch (error) {
      notifications.show({ color: 'red', message: explain(error).message })
      setBusy(false)
    }
  }
  return (
    <Button
      variant="default"
      leftSection={<IconRestore size={16} />}
      loading={busy}
      onClick={() => void restore()}
    >
      {t('versions.restore')}
    </Button>
  )
}
