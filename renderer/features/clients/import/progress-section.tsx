import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClientImport } from '../../../../shared/contract/clients/imports.ts'
import { client, orpc } from '../../../app/client.ts'
import { explain } from '../../../app/errors.ts'
import { translate } from '../../../app/i18n.ts'
import type { TrayJob } from '../../../components/feedback/jobs.ts'
import { useTray } from '../../../components/feedback/jobs.ts'
import { ProgressBar } from '../../../components/feedback/progress-bar.tsx'
import { Section } from '../../../components/page/section.tsx'

/** An import or its trial under way. It goes on when the page is left, then shown in the tray. */
export function ProgressSection({ run }: { run: ClientImport }) {
  const { t } = useTranslation('clients')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const key = orpc.clients.imports.get.queryKey({ input: { id: run.id } })
  const cancel = useMutation({
    mutationFn: () => client.clients.imports.cancel({ id: run.id }),
    onSuccess: (stopped) => queryClient.setQueryData(key, stopped),
  })
  const title = t(run.state === 'checking' ? 'import.checking' : 'import.running', { name: run.fileName })
  useEffect(() => {
    const { id } = run
    useTray.getState().remove(id)
    return () => {
      const latest = queryClient.getQueryData(key)
      if (latest?.state !== 'running' && latest?.state !== 'checking') return
      const open = (): void => void navigate({ to: '/clients/import/$importId', params: { importId: id } })
      follow(latest, title, { label: t('import.open'), run: open })
    }
    // Handed to the tray when the page is left, and only then.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return (
    <Section title={title}>
      <Stack gap={12}>
        <ProgressBar label={title} done={run.rowsRead} total={run.rowsTotal} {...paceOf(run)} />
        <Group justify="space-between" gap={8}>
          <Text size="sm" c="dimmed">
            {t('import.leave')}
          </Text>
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('import.cancel')}
          </Button>
        </Group>
      </Stack>
    </Section>
  )
}

function paceOf({ rowsRead, rowsTotal, startedAt }: ClientImport): { rate?: number; leftMs?: number } {
  const spent = startedAt === null ? 0 : Date.now() - startedAt
  if (spent < 1_000 || rowsRead === 0) return {}
  const rate = (rowsRead / spent) * 1_000
  return { rate, leftMs: ((rowsTotal - rowsRead) / rate) * 1_000 }
}

/** Shows an import in the tray until it ends, wherever the person is meanwhile. */
function follow(run: ClientImport, title: string, open: NonNullable<TrayJob['open']>): void {
  const { put, change } = useTray.getState()
  put({
    id: run.id,
    title,
    state: 'running',
    done: run.rowsRead,
    total: run.rowsTotal,
    startedAt: run.startedAt ?? Date.now(),
    cancel: () => void client.clients.imports.cancel({ id: run.id }),
  })
  const look = async (): Promise<void> => {
    if (!useTray.getState().jobs.some((job) => job.id === run.id)) return
    try {
      const now = await client.clients.imports.get({ id: run.id })
      change(run.id, { done: now.rowsRead })
      if (now.state === 'running' || now.state === 'checking') setTimeout(() => void look(), 1_000)
      else change(run.id, endOf(now, open))
    } catch (error) {
      change(run.id, { state: 'failed', message: explain(error).message, cancel: undefined })
    }
  }
  setTimeout(() => void look(), 1_000)
}

function endOf(run: ClientImport, open: NonNullable<TrayJob['open']>): Partial<TrayJob> {
  const state = run.state === 'cancelled' || run.state === 'failed' ? run.state : 'done'
  const message =
    state === 'done' && run.state === 'done' ? translate('clients:import.result.done') : undefined
  return { state, message, open, cancel: undefined }
}
