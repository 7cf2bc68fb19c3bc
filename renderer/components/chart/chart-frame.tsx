import { SegmentedControl, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconChartLine, IconDownload, IconTable } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { IconButton } from '../actions/icon-button.tsx'
import type { Column } from '../table/columns.ts'
import { saveFile, toCsv } from '../table/csv.ts'
import { DataTable } from '../table/data-table.tsx'
import { useLocalRows } from '../table/rows.ts'
import { useTable } from '../table/table-state.ts'
import type { Tone } from '../values/tones.ts'
import classes from './chart-frame.module.css'

/** One line or bar of a chart and how it is told apart without its colour. */
export interface Series {
  key: string
  label: string
  tone: Tone
  /** `dashed` for plans and limits. */
  line?: 'solid' | 'dashed'
}

interface ChartFrameProps<Row> {
  title: string
  /** What the figures are: "messages a day". */
  unit: string
  /** What the chart shows, in a sentence, for who cannot see it. */
  description: string
  series: Series[]
  rows: Row[]
  /** The same data as a table; also what the CSV holds. */
  columns: Column<Row>[]
  rowKey: (row: Row) => string
  /** The chart itself (Mantine charts), given a height of 240 px. */
  children: ReactNode
}

/**
 * The frame of every chart: title, unit, legend, the same data as a table, and CSV.
 * Colours come from `toneColor`.
 *
 * @example
 * <ChartFrame title={t('sent')} unit={t('perDay')} description={t('sentDescription')} series={series}
 *   rows={days} rowKey={(d) => d.day} columns={columns}>
 *   <BarChart h={240} data={days} dataKey="day" series={series.map((s) => ({ name: s.key, label: s.label, color: toneColor(s.tone) }))} />
 * </ChartFrame>
 */
export function ChartFrame<Row>(props: ChartFrameProps<Row>) {
  const { title, unit, description, series, rows, columns, children } = props
  const { t } = useTranslation('common')
  const { locale } = useFormat()
  const [view, setView] = useState('chart')
  const id = useId()
  return (
    <figure className={classes.frame} aria-labelledby={id}>
      <figcaption className={classes.head}>
        <div>
          <h2 id={id} className={classes.title}>
            {title}
          </h2>
          <span className={classes.unit}>{unit}</span>
        </div>
        <div className={classes.tools}>
          <SegmentedControl
            size="xs"
            aria-label={t('chart.view')}
            value={view}
            onChange={setView}
            data={[
              {
                value: 'chart',
                label: <ViewIcon icon={<IconChartLine size={16} aria-hidden />} label={t('chart.asChart')} />,
              },
              {
                value: 'table',
                label: <ViewIcon icon={<IconTable size={16} aria-hidden />} label={t('chart.asTable')} />,
              },
            ]}
          />
          <IconButton
            label={t('table.exportCsv')}
            icon={IconDownload}
            onClick={() => saveFile(`${title}.csv`, toCsv(columns, rows, locale))}
          />
        </div>
      </figcaption>
      {rows.length === 0 ? (
        <p className={classes.empty}>{t('chart.noData')}</p>
      ) : view === 'table' ? (
        <DataView {...props} />
      ) : (
        <>
          <div role="img" aria-label={description}>
            {children}
          </div>
          {series.length > 1 && <Legend series={series} />}
        </>
      )}
    </figure>
  )
}

/** The colour of a tone for lines and bars. */
export function toneColor(tone: Tone): string {
  return `var(--tone-${tone}-solid)`
}

function ViewIcon({ icon, label }: { icon: ReactNode; label: string }) {
  return (
    <Tooltip label={label}>
      <span className={classes.viewIcon}>
        {icon}
        <VisuallyHidden>{label}</VisuallyHidden>
      </span>
    </Tooltip>
  )
}

function Legend({ series }: { series: Series[] }) {
  return (
    <ul className={classes.legend}>
      {series.map(({ key, label, tone, line = 'solid' }) => (
        <li key={key}>
          <span className={classes.swatch} data-line={line} style={{ color: toneColor(tone) }} aria-hidden />
          {label}
        </li>
      ))}
    </ul>
  )
}

/** The same figures as rows. */
function DataView<Row>({ title, rows, columns, rowKey }: ChartFrameProps<Row>) {
  const table = useTable(`chart-${useId()}`)
  return (
    <DataTable
      table={table}
      source={useLocalRows(rows)}
      columns={columns}
      label={title}
      rowKey={rowKey}
      empty={null}
      toolbar={false}
      height={280}
      density="compact"
      cards={false}
    />
  )
}
