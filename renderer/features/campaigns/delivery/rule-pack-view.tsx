import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type {
  ContactRulePack,
  FrequencyRule,
  HoursRule,
} from '../../../../shared/domain/contact-rules/pack.ts'
import { useFormat } from '../../../app/format.ts'
import { weekdayNames } from '../words.ts'

/** What a pack of contact rules says, with its source, its dates and the note that it is no legal advice. */
export function RulePackView({ pack }: { pack: ContactRulePack }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const hours = pack.hours.filter(({ channels }) => channels.includes('email'))
  const frequency = pack.frequency.filter(({ channels }) => channels.includes('email'))
  const empty = hours.length + frequency.length + pack.duties.length === 0
  return (
    <div>
      {empty ? (
        <Text size="sm">{t('rules.empty')}</Text>
      ) : (
        <List size="sm" spacing={4}>
          {hours.map((rule) => (
            <List.Item key={rule.article}>
              <HoursWords rule={rule} />
            </List.Item>
          ))}
          {frequency.map((rule) => (
            <List.Item key={`${rule.kind}-${rule.reason}`}>
              <FrequencyWords rule={rule} /> <Article text={rule.article} />
            </List.Item>
          ))}
          {pack.duties.map(({ duty, article }) => (
            <List.Item key={duty}>
              {t(`rules.duty.${duty}`)} <Article text={article} />
            </List.Item>
          ))}
        </List>
      )}
      <Text size="xs" c="dimmed" mt={8}>
        {pack.source !== '' && `${t('rules.source', { source: pack.source })} `}
        {pack.inForceSince !== null &&
          `${t('rules.since', { date: dateOrYear(pack.inForceSince, format.date) })} `}
        {pack.source !== '' && t('rules.reviewed', { date: format.date(pack.reviewedOn) })}{' '}
        {t('rules.noAdvice')}
      </Text>
    </div>
  )
}

function HoursWords({ rule }: { rule: HoursRule }) {
  const { t } = useTranslation('campaigns')
  const names = weekdayNames('short')
  const groups = new Map<string, number[]>()
  for (const [place, hours] of rule.byWeekday.entries()) {
    if (hours === null) continue
    const key = `${clock(hours[0])}–${clock(hours[1])}`
    groups.set(key, [...(groups.get(key) ?? []), place])
  }
  const parts = [...groups].map(([hours, days]) => `${dayRange(days, names)} ${hours}`)
  return (
    <>
      {t('rules.hours', { hours: parts.join(', ') })}
      {rule.excludesHolidays && ` ${t('rules.noHolidays')}`} <Article text={rule.article} />
    </>
  )
}

function FrequencyWords({ rule }: { rule: FrequencyRule }) {
  const { t } = useTranslation('campaigns')
  const words =
    rule.kind === 'at_most'
      ? t(rule.days === 1 ? `rules.perDay.${rule.counted}` : `rules.perDays.${rule.counted}`, {
          count: rule.count,
          days: rule.days,
        })
      : t(`rules.${rule.kind}`, { count: rule.days })
  return (
    <>
      {rule.afterDirectContact
        ? t('rules.afterContact', { rule: words.charAt(0).toLowerCase() + words.slice(1) })
        : words}
    </>
  )
}

function Article({ text }: { text: string }) {
  return (
    <Text component="span" inherit c="dimmed">
      ({text})
    </Text>
  )
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** `lun–vie` for days that follow each other, else a list. */
function dayRange(days: number[], names: string[]): string {
  const first = days[0] ?? 0
  const last = days.at(-1) ?? 0
  const inRow = last - first === days.length - 1
  if (inRow && days.length > 2) return `${names[first]}–${names[last]}`
  return days.map((day) => names[day]).join(', ')
}

/** Some sources are certain of the year only. */
function dateOrYear(text: string, date: (value: string) => string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? date(text) : text
}
