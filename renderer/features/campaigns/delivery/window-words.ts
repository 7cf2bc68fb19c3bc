import { useTranslation } from 'react-i18next'
import type { SendWindow } from '../../../../shared/domain/windows.ts'
import { weekdayNames } from '../words.ts'

/** A sending window in words: `lun–vie, 09:00–17:00, sin feriados`. */
export function useWindowWords({ weekdays, from, to, excludeHolidays }: SendWindow): string {
  const { t } = useTranslation('campaigns')
  const names = weekdayNames('short')
  const sorted = weekdays.toSorted((a, b) => a - b)
  const first = sorted[0] ?? 1
  const last = sorted.at(-1) ?? 1
  const inRow = sorted.length > 2 && last - first === sorted.length - 1
  const days = inRow
    ? `${names[first - 1]}–${names[last - 1]}`
    : sorted.map((day) => names[day - 1]).join(', ')
  return t(excludeHolidays ? 'window.words' : 'window.wordsWithHolidays', { days, from, to })
}
