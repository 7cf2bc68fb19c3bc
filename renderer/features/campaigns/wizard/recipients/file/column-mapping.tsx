import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Inspection } from '../../../../../../shared/contract/campaigns/imports.ts'
import { RECIPIENT_FIELDS } from '../../../../../../shared/domain/recipient-import.ts'
import type { ColumnMapping } from './inspection.ts'
import { repeatedTargets } from './inspection.ts'
import classes from '../recipients.module.css'

interface ColumnMappingTableProps {
  inspection: Inspection
  mapping: ColumnMapping[]
  onChange: (entry: ColumnMapping) => void
}

const targets = [...RECIPIENT_FIELDS, 'variable', 'ignore'] as const

/** Each column with what is in it and what it is used as. */
export function ColumnMappingTable({ inspection, mapping, onChange }: ColumnMappingTableProps) {
  const { t } = useTranslation('campaigns')
  const { t: words } = useTranslation('import')
  const repeated = repeatedTargets(mapping)
  const options = [
    {
      group: t('mapping.fields'),
      items: RECIPIENT_FIELDS.map((value) => ({ value, label: words(`field.${value}`) })),
    },
    {
      group: t('mapping.others'),
      items: [
        { value: 'variable', label: words('field.variable') },
        { value: 'ignore', label: words('field.ignore') },
      ],
    },
  ]
  return (
    <div className={classes.tableFrame} role="region" aria-label={t('mapping.title')} tabIndex={0}>
      <table className={classes.mapping}>
        <thead>
          <tr>
            <th scope="col">{t('mapping.column')}</th>
            <th scope="col">{t('mapping.samples')}</th>
            <th scope="col">{t('mapping.use')}</th>
          </tr>
        </thead>
        <tbody>
          {mapping.map((entry) => (
            <tr key={entry.column} data-ignored={entry.target === 'ignore' || undefined}>
              <th scope="row">{entry.header}</th>
              <td className={classes.samples}>
                {inspection.columns[entry.column]?.samples
                  .filter((sample) => sample !== '')
                  .slice(0, 3)
                  .join(' · ')}
              </td>
              <td>
                <div className={classes.use}>
                  <Select
                    aria-label={t('mapping.useOf', { column: entry.header })}
                    searchable
                    allowDeselect={false}
                    data={options}
                    value={entry.target}
                    error={repeated.has(entry.target)}
                    onChange={(value) =>
                      onChange({ ...entry, target: targets.find((target) => target === value) ?? 'ignore' })
                    }
                  />
                  {entry.target === 'variable' && (
                    <TextInput
                      aria-label={t('mapping.variableOf', { column: entry.header })}
                      leftSection={<span className={classes.brace}>recipient.</span>}
                      leftSectionWidth={78}
                      maxLength={60}
                      value={entry.variable ?? ''}
                      onChange={(event) => onChange({ ...entry, variable: event.currentTarget.value })}
                    />
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
