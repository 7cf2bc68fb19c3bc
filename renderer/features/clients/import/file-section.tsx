import { Button, Group, Loader, NumberInput, Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ClientFileReading, ClientInspection } from '../../../../shared/contract/clients/imports.ts'
import { DELIMITERS, TEXT_ENCODINGS } from '../../../../shared/domain/sheet-files.ts'
import type { Explained } from '../../../app/errors.ts'
import { useFormat } from '../../../app/format.ts'
import { FormError } from '../../../components/feedback/form-error.tsx'
import { Section } from '../../../components/page/section.tsx'
import classes from './import.module.css'

const delimiterWords = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'pipe' } as const

interface FileSectionProps {
  inspection: ClientInspection
  busy: boolean
  /** What the last correction led to, where the file cannot be read that way. */
  problem: Explained | undefined
  onChange: (reading: Partial<ClientFileReading>) => void
}

/** What file it is and how it was read, each part correctable: the look is taken again at once. */
export function FileSection({ inspection, busy, problem, onChange }: FileSectionProps) {
  const { t } = useTranslation('clients')
  const { t: words } = useTranslation('import')
  const format = useFormat()
  const { reading, kind, sheets } = inspection
  const another = (
    <Button component={Link} to="/clients/import" size="xs" variant="default">
      {t('import.look.another')}
    </Button>
  )
  const rows = t('import.look.rows', { count: inspection.rows, formatted: format.number(inspection.rows) })
  const size = `${rows} · ${format.bytes(inspection.bytes)}`
  return (
    <Section title={inspection.fileName} text={size} actions={another}>
      <FormError problem={problem} />
      <Group gap={12} align="flex-end" className={classes.reading}>
        {kind === 'csv' && (
          <>
            <Select
              label={t('import.look.encoding')}
              w={288}
              allowDeselect={false}
              value={reading.encoding}
              data={TEXT_ENCODINGS.map((value) => ({ value, label: words(`encoding.${value}`) }))}
              onChange={(value) => onChange({ encoding: TEXT_ENCODINGS.find((known) => known === value) })}
            />
            <Select
              label={t('import.look.delimiter')}
              w={176}
              allowDeselect={false}
              value={reading.delimiter}
              data={DELIMITERS.map((value) => ({
                value,
                label: words(`delimiter.${delimiterWords[value]}`),
              }))}
              onChange={(value) => onChange({ delimiter: DELIMITERS.find((known) => known === value) })}
            />
          </>
        )}
        {sheets.length > 1 && (
          <Select
            label={t('import.look.sheet')}
            w={220}
            allowDeselect={false}
            value={reading.sheet}
            data={sheets}
            onChange={(sheet) => onChange({ sheet })}
          />
        )}
        <NumberInput
          label={t('import.look.headerLine')}
          description={reading.headerLine === 0 ? t('import.look.noHeader') : undefined}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          w={160}
          min={0}
          max={500}
          allowDecimal={false}
          value={reading.headerLine}
          onChange={(value) => {
            if (typeof value === 'number') onChange({ headerLine: value })
          }}
        />
        {busy && <Loader size={16} mb={8} aria-label={t('import.look.again')} />}
      </Group>
    </Section>
  )
}
