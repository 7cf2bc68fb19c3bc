import i18next from 'i18next'
import type { StrategyKind } from '../../../shared/domain/strategies.ts'
import type { TemplateProblem } from '../../../shared/domain/template-problems.ts'
import type { TextKey } from '../../../shared/i18n/index.ts'
import { nearestLanguage } from '../../../shared/i18n/index.ts'
import { translate } from '../../app/i18n.ts'

type Params = Record<string, string | number>

/**
 * The text of a key that comes from the engine as data (a reason, a check, an advice), from the first of the
 * given places that knows it; the bare code where none does, so that nothing is ever hidden.
 */
function wordFrom(places: readonly string[], code: string, params: Params = {}): string {
  const key = places.find((place): boolean => i18next.exists(place, params))
  // `exists` has just found it.
  return key === undefined ? code : translate(key as TextKey, params)
}

/**
 * Why a recipient is out, waits or failed: words of campaigns, else those of the rows of a file.
 *
 * @example reasonWord('flag_paid') // "Marcada como pagada"
 */
export function reasonWord(reason: string): string {
  return wordFrom(
    [`campaigns:reason.${reason}`, `import:row.${reason}.title`, `campaigns:wait.${reason}`],
    reason,
  )
}

/** What a person can do about a reason; empty where there is nothing to say. */
export function reasonFix(reason: string): string {
  return wordFrom([`import:row.${reason}.fix`], '')
}

/** Why a file could not be read, in a sentence with what to do. */
export function fileProblemWord(reason: string, params: Params): string {
  return wordFrom([`import:file.${reason}`], reason, params)
}

/** What the first look at a file points out. */
export function fileWarningWord(warning: string, params: Params): string {
  return wordFrom([`import:warning.${warning}`], warning, params)
}

/** Why a template cannot be written for somebody, in the words of the templates' own pages. */
export function templateProblemWord({ reason, params }: TemplateProblem): string {
  const suggests = reason === 'variable_unknown' && params['suggestion'] !== undefined
  return wordFrom([`templates:problem.${suggests ? 'variable_suggestion' : reason}`], reason, params)
}

/** A point of the review in a sentence. */
export function checkWord(code: string, params: Params): string {
  return wordFrom([`campaigns:check.${code}`], code, params)
}

/** A note of the forecast in a sentence. */
export function noteWord(code: string, params: Params): string {
  return wordFrom([`campaigns:forecast.${code}`], code, params)
}

/** What it means to choose otherwise than recommended; empty where it is the same. */
export function consequenceWord(chosen: StrategyKind, recommended: StrategyKind): string {
  return chosen === recommended
    ? ''
    : wordFrom([`campaigns:consequence.${chosen}_instead_of_${recommended}`], '')
}

/** An event of the history in words. */
export function eventWord(type: string, params: Params): string {
  return wordFrom([`campaigns:event.${type.replaceAll('.', '_')}`], type, params)
}

/** Names of the weekdays, Monday first: `lun`, `mar`, … */
export function weekdayNames(style: 'short' | 'long'): string[] {
  const names = new Intl.DateTimeFormat(nearestLanguage(i18next.language), {
    weekday: style,
    timeZone: 'UTC',
  })
  // 1 January 2024 was a Monday.
  return [1, 2, 3, 4, 5, 6, 7].map((day) => names.format(Date.UTC(2024, 0, day)).replace('.', ''))
}

/** Country names in the interface's language: `CO` → Colombia. */
export function countryName(code: string): string {
  return new Intl.DisplayNames([nearestLanguage(i18next.language)], { type: 'region' }).of(code) ?? code
}
