import { CompositeChart } from '@mantine/charts'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Forecast } from '../../../../../shared/contract/campaigns/progress.ts'
import { useFormat } from '../../../../app/format.ts'
import type { Series } from '../../../../components/chart/chart-frame.tsx'
import { ChartFrame, toneColor } from '../../../../components/chart/chart-frame.tsx'
import type { Column } from '../../../../components/table/columns.ts'

type Day = Forecast['days'][number]

/** Messages of each sending day, and how many are out by then. */
export function ForecastChart({ forecast }: { forecast: Forecast }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const series: Series[] = [
    { key: 'recipients', label: t('forecast.perDay'), tone: 'info' },
    { key: 'cumulative', label: t('forecast.cumulative'), tone: 'success' },
  ]
  const columns = useMemo<Column<Day>[]>(
    () => [
      {
        key: 'date',
        title: t('forecast.date'),
        cell: (day) => format.date(day.date),
        csv: (day) => day.date,
      },
      ...(['warmupDay', 'limit', 'batches', 'recipients', 'cumulative'] as const).map((key): Column<Day> => ({
        key,
        title: t(`forecast.column.${key}`),
        cell: (day) => format.number(day[key]),
        align: 'end',
        csv: (day) => day[key],
      })),
      {
        key: 'projected',
        title: t('forecast.column.kind'),
        cell: (day) => t(day.projected ? 'forecast.isProjected' : 'forecast.isNext'),
        csv: (day) => t(day.projected ? 'forecast.isProjected' : 'forecast.isNext'),
      },
    ],
    [t, format],
  )
  // A day that other campaigns use up is no sending day of this one.
  const days = useMemo(() => forecast.days.filter(({ recipients }) => recipients > 0), [forecast.days])
  const data = days.map(({ date, recipients, cumulative }) => ({
    label: format.dayOfMonth(date),
    recipients,
    cumulative,
  }))
  return (
    <ChartFrame
      title={t('forecast.chart')}
      unit={t('forecast.unit')}
      description={t('forecast.description', {
        count: forecast.sendingDays,
        formatted: format.number(forecast.sendingDays),
        recipients: format.number(forecast.recipients),
      })}
      series={series}
      rows={days}
      columns={columns}
      rowKey={(day) => day.date}
    >
      <CompositeChart
        h={260}
        data={data}
        dataKey="label"
        withRightYAxis
        xAxisLabel={t('forecast.xAxis')}
        yAxisLabel={t('forecast.perDay')}
        rightYAxisLabel={t('forecast.cumulative')}
        valueFormatter={format.number}
        yAxisProps={{ width: 64, allowDecimals: false, tickFormatter: format.compact }}
        rightYAxisProps={{ width: 64, allowDecimals: false, tickFormatter: format.compact }}
        maxBarWidth={32}
        // Light enough for the line above to be followed.
        barProps={{ fillOpacity: 0.4, radius: [3, 3, 0, 0] }}
        series={[
          { name: 'recipients', label: t('forecast.perDay'), color: toneColor('info'), type: 'bar' },
          {
            name: 'cumulative',
            label: t('forecast.cumulative'),
            color: toneColor('success'),
            type: 'line',
            yAxisId: 'right',
          },
        ]}
        withDots={data.length < 3}
        curveType="linear"
      />
    </ChartFrame>
  )
}
