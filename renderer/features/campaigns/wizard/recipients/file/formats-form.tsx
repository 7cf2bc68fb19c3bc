import { Group, Select, Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Inspection } from '../../../../../../shared/contract/campaigns/imports.ts'
import { DATE_FORMATS, NUMBER_FORMATS } from '../../../../../../shared/domain/recipient-import.ts'
import type { ColumnMapping, Formats } from './inspection.ts'
import classes from '../recipients.module.css'

interface FormatsFormProps {
  inspection: Inspection
  mapping: ColumnMapping[]
  formats: Formats
  onChange: (formats: Partial<Formats>) => void
}

/** How numbers and dates are written in the whole file: declared once, never guessed cell by cell. */
export function FormatsForm({ inspection, mapping, formats, onChange }: FormatsFormProps) {
  const { t } = useTranslation('campaigns')
  const { t: words } = useTranslation('import')
  const currencies = useMemo(() => Intl.supportedValuesOf('currency'), [])
  const sampleOf = (...targets: string[]): string | undefined => {
    const column = mapping.find(({ target }) => targets.includes(target))?.column
    return inspection.columns.find((entry) => entry.column === column)?.samples.find((text) => text !== '')
  }
  return (
    <Group gap={12} align="flex-start">
      <Stack gap={4}>
        <Select
          label={t('formats.numbers')}
          w={200}
          allowDeselect={false}
          value={formats.numbers}
          data={NUMBER_FORMATS.map((value) => ({ value, label: words(`numberFormat.${value}`) }))}
          onChange={(value) => onChange({ numbers: NUMBER_FORMATS.find((known) => known === value) })}
        />
        <Sample text={sampleOf('amount')} />
      </Stack>
      <Stack gap={4}>
        <Select
          label={t('formats.dates')}
          w={200}
          allowDeselect={false}
          value={formats.dates}
          data={DATE_FORMATS.map((value) => ({ value, label: words(`dateFormat.${value}`) }))}
          onChange={(value) => onChange({ dates: DATE_FORMATS.find((known) => known === value) })}
        />
        <Sample text={sampleOf('dueOn', 'issuedOn')} />
      </Stack>
      <Stack gap={4}>
        <Select
          label={t('formats.currency')}
          w={200}
          searchable
          allowDeselect={false}
          limit={60}
          value={formats.currency}
          data={currencies}
          onChange={(currency) => {
            if (currency) onChange({ currency })
          }}
        />
        <Text className={classes.sample}>{t('formats.currencyHelp')}</Text>
      </Stack>
    </Group>
  )
}

function Sample({ text }: { text: string | undefined }) {
  const { t } = useTranslation('campaigns')
  return (
    <Text className={classes.sample}>{text ? t('formats.sample', { text }) : t('formats.noColumn')}</Text>
  )
}
