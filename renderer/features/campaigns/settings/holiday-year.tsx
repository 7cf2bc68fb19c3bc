import { Button, Skeleton } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HolidayTable } from '../../../../shared/domain/holidays/table.ts'
import { orpc } from '../../../app/client.ts'
import { Can } from '../../../app/session.tsx'
import { EmptyState } from '../../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { Section } from '../../../components/page/section.tsx'
import { countryName } from '../words.ts'
import { HolidayEditor } from './holiday-editor.tsx'

interface HolidayYearProps {
  country: string
  year: number
  exists: boolean
}

/** The table of one country and year, or the means to begin one. */
export function HolidayYear({ country, year, exists }: HolidayYearProps) {
  const { t } = useTranslation('campaigns')
  const [begun, setBegun] = useState<HolidayTable>()
  const stored = useQuery({
    ...orpc.campaigns.delivery.holidayTable.queryOptions({ input: { country, year } }),
    enabled: exists,
  })
  if (exists && stored.isPending) return <Skeleton height={320} />
  if (exists && stored.isError) {
    return <ErrorState error={stored.error} onRetry={() => void stored.refetch()} />
  }
  if (exists && stored.data) {
    const { table, version, edited } = stored.data
    return <HolidayEditor key={version} table={table} version={version} edited={edited} />
  }
  if (begun) return <HolidayEditor table={begun} version={0} edited={false} />
  return (
    <Section>
      <EmptyState
        icon={IconCalendarPlus}
        title={t('holidays.missing', { country: countryName(country), year: String(year) })}
        text={t('holidays.missingText')}
        action={
          <Can do="settings:write">
            <Button onClick={() => setBegun(empty(country, year))}>{t('holidays.begin')}</Button>
          </Can>
        }
      />
    </Section>
  )
}

function empty(country: string, year: number): HolidayTable {
  return { country, year, source: '', reviewedOn: new Date().toISOString().slice(0, 10), days: [] }
}
