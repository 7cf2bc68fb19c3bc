import { Alert, Button, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClientImport, ClientInspection } from '../../../../shared/contract/clients/imports.ts'
import { client, orpc } from '../../../app/client.ts'
import { useFormat } from '../../../app/format.ts'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { Page } from '../../../components/page/page.tsx'
import { Section } from '../../../components/page/section.tsx'
import { chosenMapping, inspectionKey, useChoices } from './choices.ts'
import { ColumnsStep } from './columns-step.tsx'
import { fileProblemWord } from './file-words.ts'
import { ImportHeader, type ImportStep } from './import-header.tsx'
import { ProgressSection } from './progress-section.tsx'
import { ReportView } from './report-view.tsx'

const stepOf: Record<ClientImport['state'], ImportStep> = {
  inspected: 'columns',
  checking: 'review',
  checked: 'review',
  running: 'result',
  done: 'result',
  failed: 'result',
  cancelled: 'result',
}

/** An uploaded file on its way to clients: columns, review, result. */
export function ImportPage() {
  const { importId } = useParams({ from: '/shell/clients/import/$importId' })
  const navigate = useNavigate()
  const [back, setBack] = useState(false)
  const query = useQuery({
    ...orpc.clients.imports.get.queryOptions({ input: { id: importId } }),
    refetchInterval: ({ state }) =>
      state.data?.state === 'running' || state.data?.state === 'checking' ? 1_000 : false,
  })
  const run = query.data
  // A trial that was stopped or cut off leads back to the columns: nothing was written.
  const tried = run?.report === null && (run.state === 'failed' || run.state === 'cancelled')
  const step = back || tried ? 'columns' : run ? stepOf[run.state] : 'columns'
  const select = (next: ImportStep): void => {
    if (next === 'file') void navigate({ to: '/clients/import' })
    if (next === 'columns' && run?.state === 'checked') setBack(true)
    if (next === 'review' && run?.state === 'checked') setBack(false)
  }
  const actions =
    run && step === 'review' && run.state === 'checked' ? (
      <ReviewActions run={run} onBack={() => setBack(true)} />
    ) : run && step === 'result' && run.state !== 'running' ? (
      <ResultActions />
    ) : undefined
  return (
    <Page>
      <ImportHeader
        current={step}
        failed={run?.state === 'failed' && !tried}
        onSelect={select}
        actions={actions}
      />
      <FromTop key={step} />
      {query.isPending && <Skeleton height={320} />}
      {query.isError && !run && (
        <Section>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Section>
      )}
      {run && step === 'columns' && <ColumnsStep importId={importId} onChecking={() => setBack(false)} />}
      {run && step === 'review' && <ReviewStep run={run} />}
      {run && step === 'result' && <ResultStep run={run} />}
    </Page>
  )
}

/** Each step begins at the top of the page. */
function FromTop() {
  useEffect(() => {
    document.getElementById('content')?.scrollTo(0, 0)
  }, [])
  return null
}

function ReviewActions({ run, onBack }: { run: ClientImport; onBack: () => void }) {
  const { t } = useTranslation('clients')
  const format = useFormat()
  const queryClient = useQueryClient()
  const [choices] = useChoices(run.id)
  const start = useMutation({
    mutationFn: async () => {
      const seen = queryClient.getQueryData<ClientInspection>(inspectionKey(run.id, choices.reading))
      const inspection =
        seen ?? (await client.clients.imports.inspect({ id: run.id, reading: choices.reading }))
      return client.clients.imports.run({
        id: run.id,
        mapping: chosenMapping(inspection, choices),
        existing: choices.existing,
        stage: choices.stage,
        assigneeId: choices.assigneeId,
        tags: choices.tags,
      })
    },
    onSuccess: (started) =>
      queryClient.setQueryData(orpc.clients.imports.get.queryKey({ input: { id: run.id } }), started),
  })
  const count = (run.report?.created ?? 0) + (run.report?.updated ?? 0)
  return (
    <>
      <Button variant="default" onClick={onBack}>
        {t('import.backToColumns')}
      </Button>
      <Button loading={start.isPending} disabled={count === 0} onClick={() => start.mutate()}>
        {count === 0 ? t('import.nothingToRun') : t('import.run', { count, formatted: format.number(count) })}
      </Button>
    </>
  )
}

function ReviewStep({ run }: { run: ClientImport }) {
  const { t } = useTranslation('clients')
  if (run.state === 'checking') return <ProgressSection run={run} />
  return (
    <Stack gap={16}>
      <div>
        <Title order={2} size="h4">
          {t('import.review.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('import.review.text')}
        </Text>
      </div>
      <ReportView run={run} />
    </Stack>
  )
}

function ResultActions() {
  const { t } = useTranslation('clients')
  return (
    <>
      <Button component={Link} to="/clients/import" variant="default">
        {t('import.result.another')}
      </Button>
      <Button component={Link} to="/clients">
        {t('import.result.seeClients')}
      </Button>
    </>
  )
}

function ResultStep({ run }: { run: ClientImport }) {
  const { t } = useTranslation('clients')
  if (run.state === 'running') return <ProgressSection run={run} />
  return (
    <Stack gap={16}>
      {run.state === 'done' && (
        <Alert color="green" icon={<IconCircleCheck size={18} />} role="status">
          {t('import.result.done')}
        </Alert>
      )}
      {run.state === 'cancelled' && (
        <Alert color="yellow" icon={<IconAlertTriangle size={18} />} title={t('import.result.cancelled')}>
          {t('import.result.cancelledText')}
        </Alert>
      )}
      {run.state === 'failed' && (
        <Alert
          color="red"
          icon={<IconAlertTriangle size={18} />}
          title={t('import.result.failed')}
          role="alert"
        >
          {!run.problem || run.problem.reason === 'interrupted'
            ? t('import.result.interrupted')
            : fileProblemWord(run.problem.reason, run.problem.params)}
        </Alert>
      )}
      <ReportView run={run} />
    </Stack>
  )
}
