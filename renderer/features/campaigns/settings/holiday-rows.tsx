import { TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Holiday } from '../../../../shared/domain/holidays/table.ts'
import { useFormat } from '../../../app/format.ts'
import { IconButton } from '../../../components/actions/icon-button.tsx'
import { weekdayNames } from '../words.ts'
import classes from './settings.module.css'

interface HolidayRowsProps {
  year: number
  days: readonly Holiday[]
  mayEdit: boolean
  onChange: (days: readonly Holiday[]) => void
}

/** Date, weekday and name of each holiday. */
export function HolidayRows({ year, days, mayEdit, onChange }: HolidayRowsProps) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const names = weekdayNames('long')
  const put = (place: number, part: Partial<Holiday>): void =>
    onChange(days.map((day, at) => (at === place ? { ...day, ...part } : day)))
  return (
    <table className={classes.holidays}>
      <thead>
        <tr>
          <th scope="col">{t('holidays.date')}</th>
          <th scope="col">{t('holidays.weekday')}</th>
          <th scope="col">{t('holidays.name')}</th>
          {mayEdit && <td />}
        </tr>
      </thead>
      <tbody>
        {[...days.entries()].map(([place, day]) => (
          // A row keeps its place while its date is being changed.
          <tr key={place}>
            <td>
              {mayEdit ? (
                <DateInput
                  aria-label={t('holidays.dateOf', { name: day.name })}
                  minDate={`${year}-01-01`}
                  maxDate={`${year}-12-31`}
                  value={day.date}
                  onChange={(date) => {
                    if (date) put(place, { date })
                  }}
                />
              ) : (
                format.date(day.date)
              )}
            </td>
            <td className={classes.dim}>{names[weekday(day.date)]}</td>
            <td>
              {mayEdit ? (
                <TextInput
                  aria-label={t('holidays.nameOf', { date: format.date(day.date) })}
                  maxLength={200}
                  value={day.name}
                  onChange={(event) => put(place, { name: event.currentTarget.value })}
                />
              ) : (
                day.name
              )}
            </td>
            {mayEdit && (
              <td>
                <IconButton
                  label={t('holidays.remove', { name: day.name || format.date(day.date) })}
                  icon={IconTrash}
                  onClick={() => onChange(days.filter((_, at) => at !== place))}
                />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** 0 for Monday. */
function weekday(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
}
