import { BarChart } from '@mantine/charts'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { HomeSummary } from '../../../shared/contract/home.ts'
import { useFormat } from '../../app/format.ts'
import type { Series } from '../../components/chart/chart-frame.tsx'
import { ChartFrame, toneColor } from '../../components/chart/chart-frame.tsx'
import type { Column } from '../../components/table/columns.ts'

type Hour = HomeSummary['lastDay']['hourly'][number]

/** Accepted and failed messages by hour. */
export function HourlyChart({ lastDay }: { lastDay: HomeSummary['lastDay'] }) {
  const { t } = useTranslation('home')
  const format = useFormat()
  const series: Series[] = [
    { key: 'sent', label: t('lastDay.sent'), tone: 'info' },
    { key: 'failed', label: t('lastDay.failed'), tone: 'danger' },
  ]
  const columns = useMemo<Column<Hour>[]>(
    () => [
      {
        key: 'at',
        title: t('lastDay.hour'),
        cell: (hour) => format.time(hour.at),
        csv: (hour) => format.dateTime(hour.at),
      },
      ...(['sent', 'failed'] as const).map((key): Column<Hour> => ({
        key,
        title: t(`lastDay.${key}`),
        align: 'end',
        cell: (hour) => format.number(hour[key]),
        csv: (hour) => hour[key],
      })),
    ],
    [t, format],
  )
  return (
    <ChartFrame
      title={t('lastDay.title')}
      unit={t('lastDay.unit')}
      description={t('lastDay.description', {
        sent: format.number(lastDay.sent),
        failed: format.number(lastDay.failed),
      })}
      series={series.map((one) => ({
        ...one,
        label: `${one.label} ${format.number(lastDay[one.key === 'sent' ? 'sent' : 'failed'])}`,
      }))}
      rows={lastDay.hourly}
      rowKey={(hour) => String(hour.at)}
      columns={columns}
    >
      <BarChart
        h={150}
        data={lastDay.hourly.map((hour) => ({ ...hour, hour: format.time(hour.at) }))}
        dataKey="hour"
        type="stacked"
        tickLine="none"
        yAxisProps={{
          width: 36,
          tickCount: 3,
          allowDecimals: false,
          domain: [0, 'auto'],
          tickFormatter: format.compact,
        }}
        xAxisProps={{ interval: 5, tickMargin: 6 }}
        maxBarWidth={14}
        valueFormatter={format.number}
        series={series.map(({ key, label, tone }) => ({ name: key, label, color: toneColor(tone) }))}
      />
    </ChartFrame>
  )
}
