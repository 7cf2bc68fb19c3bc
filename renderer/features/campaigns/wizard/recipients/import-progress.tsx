import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecipientImport } from '../../../../../shared/contract/campaigns/imports.ts'
import { client, orpc } from '../../../../app/client.ts'
import { useTray } from '../../../../components/feedback/jobs.ts'
import { ProgressBar } from '../../../../components/feedback/progress-bar.tsx'
import { Section } from '../../../../components/page/section.tsx'
import type { OpenDraft } from '../draft.ts'
import { followImport, paceOf } from './follow-import.ts'

/** An import under way. It goes on when the page is left, then shown in the tray. */
export function ImportProgress({ draft, run }: { draft: OpenDraft; run: RecipientImport }) {
  const { t } = useTranslation('campaigns')
  const { t: common } = useTranslation('common')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const cancel = useMutation({
    mutationFn: () => client.campaigns.imports.cancel({ id: run.id }),
    onSuccess: (stopped) =>
      queryClient.setQueryData(orpc.campaigns.imports.get.queryKey({ input: { id: run.id } }), stopped),
  })
  useEffect(() => {
    const key = orpc.campaigns.imports.get.queryKey({ input: { id: run.id } })
    useTray.getState().remove(run.id)
    return () => {
      const left = queryClient.getQueryData<RecipientImport>(key)
      if (left?.state !== 'running') return
      const open = (): void =>
        void navigate({
          to: '/campaigns/$campaignId/wizard/$step',
          params: { campaignId: draft.id, step: 'recipients' },
        })
      followImport(left, {
        title: t('import.running', { name: left.fileName }),
        open: { label: t('import.open'), run: open },
      })
    }
  }, [run.id, draft.id, queryClient, navigate, t])
  return (
    <Section title={t('import.running', { name: run.fileName })}>
      <Stack gap={12}>
        <ProgressBar label={t('import.running', { name: run.fileName })} {...paceOf(run)} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t('import.leave')}
          </Text>
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {common('actions.cancel')}
          </Button>
        </Group>
      </Stack>
    </Section>
  )
}
