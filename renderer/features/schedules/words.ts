import cronstrue from 'cronstrue'
import 'cronstrue/locales/es'
import i18next from 'i18next'
import type { Language, Texts } from '../../../shared/i18n/index.ts'
import { texts } from '../../../shared/i18n/index.ts'

type Known = keyof Texts['schedules']['name']

/** What a schedule is called; one without words is shown by its id. */
export function scheduleName(id: string): string {
  return isKnown(id) ? i18next.t(`schedules:name.${id}`) : id
}

/** What it does, in a sentence. */
export function scheduleAbout(id: string): string {
  return isKnown(id) ? i18next.t(`schedules:about.${id}`) : ''
}

function isKnown(id: string): id is Known {
  return id in texts.es.schedules.name
}

/** Where cronstrue says a thing twice, or as nobody would. */
const smooth: [said: RegExp, better: string][] = [
  [/ de la hora, cada hora, cada día$/, ' de cada hora'],
  [/ past the hour, every hour, every day$/, ' past every hour'],
  [/, (cada hora, cada día|every hour, every day)$/, ''],
  [/sólo/, 'solo'],
  [/, y /, ' y '],
]

/** A cron expression in words, undefined when it is not valid. */
export function cronInWords(cron: string, language: Language): string | undefined {
  if (cron.trim().split(/\s+/).length !== 5) return undefined
  try {
    const words = cronstrue.toString(cron, {
      locale: language,
      use24HourTimeFormat: true,
      dayOfWeekStartIndexZero: true,
      verbose: true,
    })
    return smooth.reduce((text, [said, better]) => text.replace(said, better), words)
  } catch {
    return undefined
  }
}
