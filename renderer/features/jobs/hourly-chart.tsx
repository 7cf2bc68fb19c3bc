import { BarChart } from '@mantine/charts'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import type { Series } from '../../components/chart/chart-frame.tsx'
import { ChartFrame, toneColor } from '../../components/chart/chart-frame.tsx'
import type { Column } from '../../components/table/columns.ts'
import type { JobStatistics } from './statistics.ts'

type Hour = JobStatistics['hourly'][number]

/** Jobs done and failed by hour. */
export function HourlyChart({ hourly }: { hourly: Hour[] }) {
  const { t } = useTranslation('jobs')
  const format = useFormat()
  const series: Series[] = [
    { key: 'done', label: t('hourly.done'), tone: 'info' },
    { key: 'dead', label: t('hourly.dead'), tone: 'danger' },
  ]
  const columns = useMemo<Column<Hour>[]>(
    () => [
      {
        key: 'at',
        title: t('hourly.hour'),
        cell: (hour) => format.time(hour.at),
        csv: (hour) => format.dateTime(hour.at),
      },
      ...(['done', 'dead'] as const).map((key): Column<Hour> => ({
        key,
        title: t(`hourly.${key}`),
        align: 'end',
        cell: (hour) => format.number(hour[key]),
        csv: (hour) => hour[key],
      })),
    ],
    [t, format],
  )
  const sum = (key: 'done' | 'dead'): string =>
    format.number(hourly.reduce((total, hour) => total + hour[key], 0))
  return (
    <ChartFrame
      title={t('hourly.title')}
      unit={t('hourly.unit')}
      description={t('hourly.description', { done: sum('done'), dead: sum('dead') })}
      series={series}
      rows={hourly}
      rowKey={(hour) => String(hour.at)}
      columns={columns}
    >
      <BarChart
        h={220}
        data={hourly.map((hour) => ({ ...hour, hour: format.time(hour.at) }))}
        dataKey="hour"
        type="stacked"
        tickLine="none"
        yAxisProps={{ width: 40, allowDecimals: false, domain: [0, 'auto'], tickFormatter: format.compact }}
        xAxisProps={{ interval: 'preserveStart', minTickGap: 24, tickMargin: 6 }}
        maxBarWidth={24}
        valueFormatter={format.number}
        series={series.map(({ key, label, tone }) => ({ name: key, label, color: toneColor(tone) }))}
      />
    </ChartFrame>
  )
}
