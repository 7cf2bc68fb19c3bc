import { BarChart } from '@mantine/charts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../../shared/contract/campaigns/model.ts'
import { client, orpc } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import type { Series } from '../../../../components/chart/chart-frame.tsx'
import { ChartFrame, toneColor } from '../../../../components/chart/chart-frame.tsx'
import type { Column } from '../../../../components/table/columns.ts'
import type { Batch } from './batches-table.tsx'

interface Day {
  on: string
  planned: number
  accepted: number
  notAccepted: number
}

/** More batches than any strategy makes in a year of sending days. */
const mostPages = 20

/** Planned and sent by sending day, from the batches that were made. */
export function DaysChart({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const batches = useQuery({
    queryKey: [...orpc.campaigns.progress.batches.key(), 'all', campaign.id],
    queryFn: ({ signal }) => allBatches(campaign.id, signal),
  })
  const days = useMemo(() => byDay(batches.data ?? []), [batches.data])
  const columns = useMemo<Column<Day>[]>(
    () => [
      { key: 'on', title: t('forecast.date'), cell: (day) => format.date(day.on), csv: (day) => day.on },
      ...(['planned', 'accepted', 'notAccepted'] as const).map((key): Column<Day> => ({
        key,
        title: t(`days.${key}`),
        cell: (day) => format.number(day[key]),
        align: 'end',
        csv: (day) => day[key],
      })),
    ],
    [t, format],
  )
  const series: Series[] = [
    { key: 'planned', label: t('days.planned'), tone: 'neutral' },
    { key: 'accepted', label: t('days.accepted'), tone: 'success' },
    { key: 'notAccepted', label: t('days.notAccepted'), tone: 'danger' },
  ]
  if (days.length === 0) return null
  return (
    <ChartFrame
      title={t('days.title')}
      unit={t('forecast.unit')}
      description={t('days.description', { count: days.length })}
      series={series}
      rows={days}
      columns={columns}
      rowKey={(day) => day.on}
    >
      <BarChart
        h={240}
        data={days.map(({ on, planned, accepted, notAccepted }) => ({
          label: format.dayOfMonth(on),
          planned,
          accepted,
          notAccepted,
        }))}
        dataKey="label"
        xAxisLabel={t('forecast.xAxis')}
        yAxisLabel={t('forecast.unit')}
        yAxisProps={{ width: 64, allowDecimals: false, tickFormatter: format.compact }}
        valueFormatter={format.number}
        maxBarWidth={32}
        series={series.map(({ key, label, tone }) => ({ name: key, label, color: toneColor(tone) }))}
      />
    </ChartFrame>
  )
}

async function allBatches(id: string, signal: AbortSignal): Promise<Batch[]> {
  const all: Batch[] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const { items, nextCursor } = await client.campaigns.progress.batches(
      { id, limit: 200, cursor },
      { signal },
    )
    all.push(...items)
    if (nextCursor === null) break
    cursor = nextCursor
  }
  return all
}

function byDay(batches: readonly Batch[]): Day[] {
  const days = new Map<string, Day>()
  for (const { on, status, waiting, accepted, failed, skipped, ambiguous } of batches) {
    const day = days.get(on) ?? { on, planned: 0, accepted: 0, notAccepted: 0 }
    const settled = accepted + failed + skipped + ambiguous
    day.planned += settled + (status === 'cancelled' ? 0 : waiting)
    day.accepted += accepted
    day.notAccepted += failed + skipped + ambiguous
    days.set(on, day)
  }
  return [...days.values()].toSorted((a, b) => a.on.localeCompare(b.on))
}
