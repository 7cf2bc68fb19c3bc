import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Holiday, HolidayTable } from '../../../../shared/domain/holidays/table.ts'
import { holidayTableSchema } from '../../../../shared/domain/holidays/table.ts'
import { client, orpc } from '../../../app/client.ts'
import { explain } from '../../../app/errors.ts'
import { useFormat } from '../../../app/format.ts'
import { useCan } from '../../../app/session.tsx'
import { ConfirmButton } from '../../../components/feedback/confirm.tsx'
import { FormError } from '../../../components/feedback/form-error.tsx'
import { Section } from '../../../components/page/section.tsx'
import { ToneBadge } from '../../../components/values/status-badge.tsx'
import { countryName } from '../words.ts'
import { HolidayRows } from './holiday-rows.tsx'

interface HolidayEditorProps {
  table: HolidayTable
  version: number
  edited: boolean
}

/** The holidays of a year, with where they come from and when somebody reviewed them. */
export function HolidayEditor({ table, version, edited }: HolidayEditorProps) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const mayEdit = useCan('settings:write')
  const [written, setWritten] = useState(table)
  const change = (part: Partial<HolidayTable>): void => setWritten({ ...written, ...part })
  const putDays = (days: readonly Holiday[]): void => change({ days })
  return (
    <Section
      title={`${countryName(table.country)} ${table.year}`}
      text={t('holidays.count', {
        count: written.days.length,
        formatted: format.number(written.days.length),
      })}
      actions={edited && <ToneBadge tone="info" label={t('holidays.edited')} />}
    >
      <Stack gap={16}>
        <HolidayRows year={table.year} days={written.days} mayEdit={mayEdit} onChange={putDays} />
        {mayEdit && (
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} />}
              onClick={() => putDays([...written.days, { date: `${table.year}-01-01`, name: '' }])}
            >
              {t('holidays.add')}
            </Button>
          </div>
        )}
        {table.note && <Text size="sm">{table.note}</Text>}
        {mayEdit ? (
          <Provenance table={written} onChange={change} />
        ) : (
          <Text size="sm" c="dimmed">
            {t('rules.source', { source: table.source })}{' '}
            {t('rules.reviewed', { date: format.date(table.reviewedOn) })}
          </Text>
        )}
        {mayEdit && <SaveBar table={written} version={version} edited={edited} changed={written !== table} />}
      </Stack>
    </Section>
  )
}

interface ProvenanceProps {
  table: HolidayTable
  onChange: (part: Partial<HolidayTable>) => void
}

function Provenance({ table, onChange }: ProvenanceProps) {
  const { t } = useTranslation('campaigns')
  return (
    <Group gap={12} align="flex-start" grow preventGrowOverflow={false}>
      <Textarea
        label={t('holidays.source')}
        description={t('holidays.sourceHelp')}
        autosize
        minRows={1}
        maxLength={500}
        value={table.source}
        onChange={(event) => onChange({ source: event.currentTarget.value })}
      />
      <DateInput
        label={t('holidays.reviewedOn')}
        description={t('holidays.reviewedHelp')}
        maw={200}
        value={table.reviewedOn}
        onChange={(reviewedOn) => {
          if (reviewedOn) onChange({ reviewedOn })
        }}
      />
    </Group>
  )
}

interface SaveBarProps extends HolidayEditorProps {
  changed: boolean
}

function SaveBar({ table, version, edited, changed }: SaveBarProps) {
  const { t } = useTranslation('campaigns')
  const { t: common } = useTranslation('common')
  const queryClient = useQueryClient()
  const { country, year } = table
  const fault = faultOf(table)
  const keep = async (next: HolidayTable | null): Promise<void> => {
    const sorted = next && { ...next, days: next.days.toSorted((a, b) => a.date.localeCompare(b.date)) }
    await client.campaigns.delivery.saveHolidayTable({ country, year, version, table: sorted })
    await queryClient.invalidateQueries({ queryKey: orpc.campaigns.key() })
  }
  const save = useMutation({ mutationFn: keep, meta: { quiet: true } })
  return (
    <>
      <FormError problem={save.error ? explain(save.error) : undefined} />
      {changed && fault && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t(`holidays.fault.${fault}`)}
        </Text>
      )}
      <Group gap={8}>
        <Button
          disabled={!changed || fault !== undefined}
          loading={save.isPending}
          onClick={() => save.mutate(table)}
        >
          {common('actions.save')}
        </Button>
        {edited && (
          <ConfirmButton
            variant="subtle"
            color="gray"
            title={t('holidays.restoreTitle')}
            text={t('holidays.restoreText')}
            confirm={t('holidays.restore')}
            run={() => keep(null)}
          >
            {t('holidays.restore')}
          </ConfirmButton>
        )}
      </Group>
    </>
  )
}

type Fault = 'twice' | 'name' | 'source' | 'other'

function faultOf(table: HolidayTable): Fault | undefined {
  if (holidayTableSchema.safeParse(table).success) return undefined
  if (new Set(table.days.map(({ date }) => date)).size < table.days.length) return 'twice'
  if (table.days.some(({ name }) => name === '')) return 'name'
  return table.source === '' ? 'source' : 'other'
}
