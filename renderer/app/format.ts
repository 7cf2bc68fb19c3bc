import type { Region } from './region.ts'
import { numbersOf } from './format-numbers.ts'
import { timesOf } from './format-times.ts'
import { useLanguage } from './i18n.ts'
import { useOptionalSession } from './session.tsx'

/** Everything that turns values into words and figures, for one workspace and language. */
export type Format = ReturnType<typeof formatFor>

/**
 * Figures, dates and money as the workspace writes them, words in the interface's language.
 *
 * @example
 * const format = useFormat()
 * format.money(1_234_567, 'CLP')      // $1.234.567
 * format.dateTime(campaign.launchedAt) // 12 mar 2026, 09:30
 * format.ago(event.at)                 // hace 3 horas
 */
export function useFormat(): Format {
  const session = useOptionalSession()
  const language = useLanguage()
  const locale = session?.workspace.locale ?? (language === 'es' ? 'es' : 'en-GB')
  const timeZone = session?.workspace.zone ?? systemZone
  const currency = session?.workspace.currency ?? 'USD'
  return formatOf({ language, locale, timeZone, currency })
}

const systemZone = Intl.DateTimeFormat().resolvedOptions().timeZone
const made = new Map<string, Format>()

/** The formatters of a region, made once: a table asks for them in every cell. */
function formatOf(region: Region): Format {
  const key = Object.values(region).join()
  const format = made.get(key) ?? formatFor(region)
  made.set(key, format)
  return format
}

/** The formatters themselves; `useFormat` gives them to components. */
export function formatFor(region: Region) {
  const lists = new Intl.ListFormat(region.language, { type: 'conjunction' })
  return {
    ...region,
    ...numbersOf(region),
    ...timesOf(region),
    /** `Ana, Luis y Marta` */
    list: (values: string[]): string => lists.format(values),
  }
}
