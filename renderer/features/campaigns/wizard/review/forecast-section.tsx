import { List, Loader, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Forecast, Review } from '../../../../../shared/contract/campaigns/progress.ts'
import type { Format } from '../../../../app/format.ts'
import { useFormat } from '../../../../app/format.ts'
import { ErrorState } from '../../../../components/feedback/error-state.tsx'
import { Section } from '../../../../components/page/section.tsx'
import { Stat } from '../../../../components/values/stat.tsx'
import { noteWord } from '../../words.ts'
import type { OpenDraft } from '../draft.ts'
import { AssumptionsForm } from './assumptions-form.tsx'
import { ForecastChart } from './forecast-chart.tsx'
import classes from './review.module.css'
import { usualAssumptions, useForecast } from './review-query.ts'

interface ForecastSectionProps {
  draft: OpenDraft
  review: Review
  usual: Forecast
}

/** How long it takes, day by day, by the very planner that sends; under assumptions that can be changed. */
export function ForecastSection({ draft, usual }: ForecastSectionProps) {
  const { t } = useTranslation('campaigns')
  const [written, setWritten] = useState(usualAssumptions)
  const [assumptions] = useDebouncedValue(written, 500)
  const { forecast, busy, isError, error, refetch } = useForecast(draft.campaign, assumptions, usual)
  if (!forecast) return null
  return (
    <Section
      title={t('forecast.title')}
      text={t('forecast.text')}
      actions={busy && <Loader size={16} aria-label={t('review.planning')} />}
    >
      <div className={classes.forecast} aria-busy={busy}>
        <Figures forecast={forecast} />
        <AssumptionsForm assumptions={written} onChange={setWritten} />
        {isError && <ErrorState compact error={error} onRetry={() => void refetch()} />}
        <ForecastChart forecast={forecast} />
        <Notes forecast={forecast} />
      </div>
    </Section>
  )
}

function Figures({ forecast }: { forecast: Forecast }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { startsAt, finishesAt, days } = forecast
  const calendarDays =
    startsAt === null || finishesAt === null ? 0 : Math.ceil((finishesAt - startsAt) / 86_400_000)
  return (
    <>
      <Text className={classes.sentence} role="status">
        {startsAt === null || finishesAt === null
          ? t('forecast.never')
          : t(
              format.date(startsAt) === format.date(finishesAt)
                ? 'forecast.sentenceOneDay'
                : 'forecast.sentence',
              {
                batches: t('forecast.batches', {
                  count: forecast.batches,
                  formatted: format.number(forecast.batches),
                }),
                days: t('forecast.days', {
                  count: forecast.sendingDays,
                  formatted: format.number(forecast.sendingDays),
                }),
                from: format.date(startsAt),
                to: format.date(finishesAt),
              },
            )}
      </Text>
      <div className={classes.figures}>
        <Stat label={t('forecast.recipients')} value={format.number(forecast.recipients)} />
        <Stat label={t('forecast.batchCount')} value={format.number(forecast.batches)} />
        <Stat
          label={t('forecast.dayCount')}
          value={format.number(forecast.sendingDays)}
          detail={
            calendarDays > forecast.sendingDays
              ? t('forecast.calendarDays', { count: calendarDays, formatted: format.number(calendarDays) })
              : undefined
          }
        />
        <Stat
          label={t('forecast.finish')}
          value={<span className={classes.date}>{finishesAt === null ? '–' : format.date(finishesAt)}</span>}
          detail={days.length > 1 ? t('forecast.projected') : undefined}
        />
      </div>
    </>
  )
}

function Notes({ forecast }: { forecast: Forecast }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  if (forecast.notes.length === 0 && forecast.missingHolidays === null) return null
  return (
    <div>
      <h3 className={classes.subtitle}>{t('forecast.notes')}</h3>
      <List size="sm" spacing={4}>
        {forecast.missingHolidays && (
          <List.Item>
            {t('forecast.holidays_missing', {
              country: forecast.missingHolidays.country,
              year: String(forecast.missingHolidays.year),
            })}
          </List.Item>
        )}
        {forecast.notes.map(({ code, params }) => (
          <List.Item key={`${code} ${JSON.stringify(params)}`}>
            {noteWord(code, written(params, format))}
          </List.Item>
        ))}
      </List>
    </div>
  )
}

/** The values of a sentence as they are written; `count` stays a number, as it chooses the plural. */
function written(params: Record<string, string | number>, format: Format): Record<string, string | number> {
  const words: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string') words[name] = value
    // An instant is told by its name: the engine writes every one of them as `…At`.
    else if (name.endsWith('At')) words[name] = format.date(value)
    else if (name === 'year') words[name] = String(value)
    else words[name] = name === 'count' ? value : format.number(value)
    if (name === 'count' && typeof value === 'number') words['formatted'] = format.number(value)
    if (name === 'sendingDays') words['count'] = value
  }
  return words
}
