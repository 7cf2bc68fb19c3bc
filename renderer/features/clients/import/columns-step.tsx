import { Alert, Button, Group, List, Select, Skeleton, Stack } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ClientColumn, ClientInspection } from '../../../../shared/contract/clients/imports.ts'
import { CLIENT_IMPORT_FIELDS } from '../../../../shared/domain/client-import.ts'
import { client, orpc } from '../../../app/client.ts'
import { explain } from '../../../app/errors.ts'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { FormError } from '../../../components/feedback/form-error.tsx'
import { Section } from '../../../components/page/section.tsx'
import { type Choices, chosenMapping, repeatedField, useChoices, useInspection } from './choices.ts'
import { FileSection } from './file-section.tsx'
import { fileWarningWord } from './file-words.ts'
import classes from './import.module.css'
import { OptionsSection } from './options-section.tsx'

interface ColumnsStepProps {
  importId: string
  onChecking: () => void
}

/** What each column holds and what to do with the rows; then a trial of the whole file. */
export function ColumnsStep({ importId, onChecking }: ColumnsStepProps) {
  const { t } = useTranslation('clients')
  const queryClient = useQueryClient()
  const [choices, setChoices] = useChoices(importId)
  const query = useInspection(importId, choices.reading)
  const change = (part: Partial<Choices>): void => setChoices((before) => ({ ...before, ...part }))
  const inspection = query.data
  const mapping = inspection ? chosenMapping(inspection, choices) : []
  const check = useMutation({
    mutationFn: () =>
      client.clients.imports.check({
        id: importId,
        mapping,
        existing: choices.existing,
        stage: choices.stage,
        assigneeId: choices.assigneeId,
        tags: choices.tags,
      }),
    onError: () => undefined,
    onSuccess: (run) => {
      queryClient.setQueryData(orpc.clients.imports.get.queryKey({ input: { id: importId } }), run)
      onChecking()
    },
  })
  if (query.isError && !inspection)
    return (
      <Section>
        <ErrorState
          error={query.error}
          onRetry={() => {
            change({ reading: {} })
            void query.refetch()
          }}
          action={
            <Button component={Link} to="/clients/import">
              {t('import.look.another')}
            </Button>
          }
        />
      </Section>
    )
  if (!inspection)
    return (
      <Stack gap={16}>
        <Skeleton height={120} />
        <Skeleton height={320} />
      </Stack>
    )
  const repeated = repeatedField(mapping)
  const missing = !mapping.some(({ target }) => target === 'name')
    ? t('import.columns.nameMissing')
    : repeated !== undefined && repeated !== 'ignore'
      ? t('import.columns.repeated', { field: t(`import.field.${repeated}`) })
      : undefined
  return (
    <Stack gap={16}>
      <FileSection
        inspection={inspection}
        busy={query.isFetching}
        problem={query.error ? explain(query.error) : undefined}
        onChange={(reading) => change({ reading: { ...choices.reading, ...reading }, columns: {} })}
      />
      <Warnings inspection={inspection} />
      <Section title={t('import.columns.title')} text={t('import.columns.text')} flush>
        <MappingTable
          inspection={inspection}
          mapping={mapping}
          onChange={(column) => change({ columns: { ...choices.columns, [column.column]: column } })}
        />
      </Section>
      <OptionsSection choices={choices} onChange={change} />
      <PreviewSection inspection={inspection} mapping={mapping} />
      <FormError problem={check.error ? explain(check.error) : undefined} />
      {missing && (
        <Alert color="yellow" icon={<IconAlertTriangle size={18} />} role="alert">
          {missing}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button
          loading={check.isPending}
          disabled={missing !== undefined || query.isFetching}
          onClick={() => check.mutate()}
        >
          {t('import.check')}
        </Button>
      </Group>
    </Stack>
  )
}

function Warnings({ inspection }: { inspection: ClientInspection }) {
  if (inspection.warnings.length === 0) return null
  return (
    <Alert color="blue" icon={<IconInfoCircle size={18} />}>
      <List size="sm" spacing={2} listStyleType={inspection.warnings.length > 1 ? 'disc' : 'none'}>
        {inspection.warnings.map(({ warning, params }) => (
          <List.Item key={warning}>{fileWarningWord(warning, params)}</List.Item>
        ))}
      </List>
    </Alert>
  )
}

interface MappingTableProps {
  inspection: ClientInspection
  mapping: ClientColumn[]
  onChange: (column: ClientColumn) => void
}

const targets = [...CLIENT_IMPORT_FIELDS, 'ignore'] as const

function MappingTable({ inspection, mapping, onChange }: MappingTableProps) {
  const { t } = useTranslation('clients')
  const twice = repeatedField(mapping)
  const item = (value: (typeof CLIENT_IMPORT_FIELDS)[number]) => ({
    value,
    label: t(`import.field.${value}`),
  })
  const options = [
    {
      group: t('import.columns.groupClient'),
      items: CLIENT_IMPORT_FIELDS.filter((field) => !field.startsWith('contact')).map(item),
    },
    {
      group: t('import.columns.groupContact'),
      items: CLIENT_IMPORT_FIELDS.filter((field) => field.startsWith('contact')).map(item),
    },
    { group: ' ', items: [{ value: 'ignore', label: t('import.columns.ignore') }] },
  ]
  return (
    <div className={classes.frame} role="region" aria-label={t('import.columns.title')} tabIndex={0}>
      <table className={classes.mapping}>
        <thead>
          <tr>
            <th scope="col">{t('import.columns.column')}</th>
            <th scope="col" className={classes.samplesHead}>
              {t('import.columns.samples')}
            </th>
            <th scope="col">{t('import.columns.use')}</th>
          </tr>
        </thead>
        <tbody>
          {mapping.map((column) => (
            <tr key={column.column} data-ignored={column.target === 'ignore' || undefined}>
              <th scope="row">{column.header}</th>
              <td className={classes.samples}>
                {(inspection.columns[column.column]?.samples ?? []).slice(0, 3).join(' · ')}
              </td>
              <td className={classes.use}>
                <Select
                  aria-label={t('import.columns.useOf', { column: column.header })}
                  searchable
                  allowDeselect={false}
                  data={options}
                  value={column.target}
                  error={column.target === twice}
                  onChange={(value) =>
                    onChange({ ...column, target: targets.find((target) => target === value) ?? 'ignore' })
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The first rows as they will be read: only the columns that are used. */
function PreviewSection({ inspection, mapping }: { inspection: ClientInspection; mapping: ClientColumn[] }) {
  const { t } = useTranslation('clients')
  const used = mapping.filter(
    (column): column is ClientColumn & { target: Exclude<ClientColumn['target'], 'ignore'> } =>
      column.target !== 'ignore',
  )
  if (used.length === 0) return null
  return (
    <Section title={t('import.preview.title')} flush>
      <div className={classes.frame} role="region" aria-label={t('import.preview.title')} tabIndex={0}>
        <table className={classes.preview}>
          <thead>
            <tr>
              <th scope="col">{t('import.preview.line')}</th>
              {used.map(({ column, target }) => (
                <th key={column} scope="col">
                  {t(`import.field.${target}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inspection.preview.slice(0, 8).map(({ line, cells }) => (
              <tr key={line}>
                <td className={classes.line}>{line}</td>
                {used.map(({ column }) => (
                  <td key={column}>{cells[column]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
