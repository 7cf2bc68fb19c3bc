import { Alert, Button, Group, List, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Inspection } from '../../../../../../shared/contract/campaigns/imports.ts'
import { client, orpc } from '../../../../../app/client.ts'
import { explain } from '../../../../../app/errors.ts'
import { useFormat } from '../../../../../app/format.ts'
import { ErrorState } from '../../../../../components/feedback/error-state.tsx'
import { FormError } from '../../../../../components/feedback/form-error.tsx'
import { Section } from '../../../../../components/page/section.tsx'
import { ToneBadge } from '../../../../../components/values/status-badge.tsx'
import { fileWarningWord } from '../../../words.ts'
import type { OpenDraft } from '../../draft.ts'
import { ColumnMappingTable } from './column-mapping.tsx'
import { FormatsForm } from './formats-form.tsx'
import { ImportChoices } from './import-choices.tsx'
import type { Choices } from './inspection.ts'
import { chosenMapping, repeatedTargets, useChoices, useInspection } from './inspection.ts'
import { ReadingForm } from './reading-form.tsx'

interface FileLookProps {
  draft: OpenDraft
  id: string
  fileName: string
  onAnother: () => void
}

/** The first look at a file: how it is read, what its columns are, how its values are written. */
export function FileLook({ draft, id, fileName, onAnother }: FileLookProps) {
  const { t } = useTranslation('campaigns')
  const [choices, setChoices] = useChoices(id)
  const look = useInspection(id, choices.reading)
  const change = (part: Partial<Choices>): void => setChoices((before) => ({ ...before, ...part }))
  const another = (
    <Button variant="default" onClick={onAnother}>
      {t('file.another')}
    </Button>
  )
  if (look.isPending) return <Skeleton height={420} />
  if (!look.data) {
    return <ErrorState error={look.error} onRetry={() => void look.refetch()} action={another} />
  }
  const inspection = look.data
  return (
    <>
      <Section title={fileName} text={<FileFacts inspection={inspection} />} actions={another}>
        {look.isError && <FormError problem={explain(look.error)} />}
        <ReadingForm
          inspection={inspection}
          reading={choices.reading}
          busy={look.isPlaceholderData}
          onChange={(reading) => change({ reading: { ...choices.reading, ...reading } })}
        />
        <Warnings inspection={inspection} />
      </Section>
      <Section title={t('mapping.title')} text={t('mapping.text')} flush>
        <ColumnMappingTable
          inspection={inspection}
          mapping={chosenMapping(inspection, choices)}
          onChange={(entry) => change({ columns: { ...choices.columns, [entry.column]: entry } })}
        />
      </Section>
      <Section title={t('formats.title')} text={t('formats.text')}>
        <FormatsForm
          inspection={inspection}
          mapping={chosenMapping(inspection, choices)}
          formats={{ ...inspection.formats, ...choices.formats }}
          onChange={(formats) => change({ formats: { ...choices.formats, ...formats } })}
        />
      </Section>
      <ImportChoices draft={draft} choices={choices} onChange={change}>
        <RunButton draft={draft} inspection={inspection} choices={choices} />
      </ImportChoices>
    </>
  )
}

function FileFacts({ inspection }: { inspection: Inspection }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { rows } = inspection
  return (
    <Group gap={8}>
      <ToneBadge tone="neutral" label={inspection.kind.toUpperCase()} />
      <span>
        {t(rows.exact ? 'file.rows' : 'file.rowsAbout', {
          count: rows.count,
          formatted: format.number(rows.count),
        })}
        {' · '}
        {t('file.columns', { count: inspection.columns.length })}
        {' · '}
        {format.bytes(inspection.bytes)}
      </span>
      {inspection.remembered && <ToneBadge tone="info" label={t('mapping.remembered')} />}
    </Group>
  )
}

function Warnings({ inspection }: { inspection: Inspection }) {
  if (inspection.warnings.length === 0) return null
  return (
    <Alert color="yellow" icon={<IconInfoCircle size={18} />} mt={12}>
      <List size="sm" spacing={4} listStyleType={inspection.warnings.length > 1 ? 'disc' : 'none'}>
        {inspection.warnings.map(({ warning, params }) => (
          <List.Item key={warning}>{fileWarningWord(warning, params)}</List.Item>
        ))}
      </List>
    </Alert>
  )
}

interface RunButtonProps {
  draft: OpenDraft
  inspection: Inspection
  choices: Choices
}

function RunButton({ draft, inspection, choices }: RunButtonProps) {
  const { t } = useTranslation('campaigns')
  const { t: words } = useTranslation('import')
  const queryClient = useQueryClient()
  const mapping = chosenMapping(inspection, choices)
  const repeated = repeatedTargets(mapping)
  const withoutEmail = !mapping.some(({ target }) => target === 'email')
  const run = useMutation({
    mutationFn: () =>
      client.campaigns.imports.run({
        id: inspection.id,
        mapping,
        formats: { ...inspection.formats, ...choices.formats },
        repeatedAddress: choices.repeatedAddress,
        append: choices.append,
        rememberMapping: choices.rememberMapping,
      }),
    meta: { quiet: true },
    onSuccess: (started) => {
      queryClient.setQueryData(orpc.campaigns.imports.get.queryKey({ input: { id: started.id } }), started)
      void queryClient.invalidateQueries({
        queryKey: orpc.campaigns.get.queryKey({ input: { id: draft.id } }),
      })
    },
  })
  const [firstRepeated] = repeated
  const missing = withoutEmail
    ? words('file.mapping_without_email')
    : firstRepeated !== undefined
      ? words('file.mapping_repeated', { field: words(`field.${firstRepeated}` as 'field.email') })
      : undefined
  return (
    <>
      <FormError problem={run.error ? explain(run.error) : undefined} />
      {missing && (
        <Alert color="yellow" icon={<IconAlertTriangle size={18} />}>
          {missing}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button loading={run.isPending} disabled={missing !== undefined} onClick={() => run.mutate()}>
          {t('import.run')}
        </Button>
      </Group>
    </>
  )
}
