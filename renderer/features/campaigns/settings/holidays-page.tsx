import { Group, Select, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HOLIDAY_TABLES } from '../../../../shared/domain/holidays/calendar.ts'
import { orpc } from '../../../app/client.ts'
import { useSession } from '../../../app/session.tsx'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { SettingsPage } from '../../settings/settings-page.tsx'
import { countryName } from '../words.ts'
import { HolidayYear } from './holiday-year.tsx'

/** How many years ahead a table can be added for. */
const yearsAhead = 3

/** Holidays of each country and year: reviewed tables that the firm can correct and add to. */
export function HolidaysPage() {
  const { t } = useTranslation('campaigns')
  const { workspace } = useSession()
  const [thisYear] = useState(() => new Date().getFullYear())
  const [country, setCountry] = useState(workspace.country)
  const [year, setYear] = useState(thisYear)
  const tables = useQuery(orpc.campaigns.delivery.holidayTables.queryOptions())
  const known = tables.data ?? []
  const countries = [
    ...new Set([
      workspace.country,
      ...HOLIDAY_TABLES.map((table) => table.country),
      ...known.map((row) => row.country),
    ]),
  ]
  const years = [
    ...new Set([
      ...known.filter((row) => row.country === country).map((row) => row.year),
      ...Array.from({ length: yearsAhead + 1 }, (_, ahead) => thisYear + ahead),
    ]),
  ].toSorted((a, b) => a - b)
  const exists = (of: number): boolean => known.some((row) => row.country === country && row.year === of)
  return (
    <SettingsPage
      section="holidays"
      title={t('settings.holidays')}
      subtitle={t('settings.holidaysText')}
      help={t('settings.holidaysHelp')}
    >
      <Stack gap={16}>
        <Group gap={12}>
          <Select
            label={t('holidays.country')}
            w={220}
            allowDeselect={false}
            data={countries.map((code) => ({ value: code, label: countryName(code) }))}
            value={country}
            onChange={(code) => {
              if (code) setCountry(code)
            }}
          />
          <Select
            label={t('holidays.year')}
            w={220}
            allowDeselect={false}
            data={years.map((of) => ({
              value: String(of),
              label: exists(of) ? String(of) : t('holidays.yearMissing', { year: String(of) }),
            }))}
            value={String(year)}
            onChange={(of) => setYear(Number(of))}
          />
        </Group>
        {tables.isPending && <Skeleton height={320} />}
        {tables.isError && <ErrorState error={tables.error} onRetry={() => void tables.refetch()} />}
        {tables.data && (
          <HolidayYear key={`${country}-${year}`} country={country} year={year} exists={exists(year)} />
        )}
      </Stack>
    </SettingsPage>
  )
}
