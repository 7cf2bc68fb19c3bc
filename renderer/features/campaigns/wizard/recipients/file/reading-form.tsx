import { Group, Loader, NumberInput, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Inspection } from '../../../../../../shared/contract/campaigns/imports.ts'
import { DELIMITERS, TEXT_ENCODINGS } from '../../../../../../shared/domain/sheet-files.ts'
import type { Reading } from './inspection.ts'
import classes from '../recipients.module.css'

const delimiterWords = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'pipe' } as const

interface ReadingFormProps {
  inspection: Inspection
  reading: Partial<Reading>
  busy: boolean
  onChange: (reading: Partial<Reading>) => void
}

/** How the file was read, each part correctable: the look is taken again at once. */
export function ReadingForm({ inspection, reading, busy, onChange }: ReadingFormProps) {
  const { t } = useTranslation('campaigns')
  const { t: words } = useTranslation('import')
  const now = { ...inspection.reading, ...reading }
  return (
    <Group gap={12} align="flex-end" className={classes.reading}>
      {inspection.kind === 'csv' && (
        <>
          <Select
            label={t('reading.encoding')}
            w={288}
            allowDeselect={false}
            value={now.encoding}
            data={TEXT_ENCODINGS.map((value) => ({ value, label: words(`encoding.${value}`) }))}
            onChange={(value) => onChange({ encoding: TEXT_ENCODINGS.find((known) => known === value) })}
          />
          <Select
            label={t('reading.delimiter')}
            w={176}
            allowDeselect={false}
            value={now.delimiter}
            data={DELIMITERS.map((value) => ({ value, label: words(`delimiter.${delimiterWords[value]}`) }))}
            onChange={(value) => onChange({ delimiter: DELIMITERS.find((known) => known === value) })}
          />
        </>
      )}
      {inspection.sheets.length > 0 && (
        <Select
          label={t('reading.sheet')}
          w={220}
          allowDeselect={false}
          value={now.sheet}
          data={inspection.sheets}
          onChange={(sheet) => onChange({ sheet })}
        />
      )}
      <NumberInput
        label={t('reading.headerLine')}
        description={now.headerLine === 0 ? t('reading.noHeader') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        w={160}
        min={0}
        max={500}
        allowDecimal={false}
        value={now.headerLine}
        onChange={(value) => {
          if (typeof value === 'number') onChange({ headerLine: value })
        }}
      />
      {busy && <Loader size={16} mb={8} aria-label={t('reading.again')} />}
    </Group>
  )
}
