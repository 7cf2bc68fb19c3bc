/** Why a template cannot be used. Each is the key `templates.problem.<reason>` of a sentence in shared/i18n. */
export const templateProblemReasons = [
  'syntax',
  'tag_unknown',
  'tag_not_closed',
  'filter_unknown',
  'variable_unknown',
  'value_unsuitable',
  'too_long',
  'too_slow',
  'too_big',
] as const
export type TemplateProblemReason = (typeof templateProblemReasons)[number]

export type TemplatePart = 'subject' | 'html' | 'text'

export interface TemplateProblem {
  reason: TemplateProblemReason
  part: TemplatePart
  /** From 1; null when the fault is of the template as a whole. */
  line: number | null
  column: number | null
  /** `name`: the word at fault; `suggestion`: the variable probably meant; `detail`: the engine's own words. */
  params: Record<string, string>
}

/** Each finding of the check of a message, with its weight: errors stop a launch, warnings are shown. */
export const lintReasons = {
  subject_empty: 'error',
  subject_capitals: 'warning',
  subject_exclamation: 'warning',
  subject_long: 'info',
  text_missing: 'warning',
  link_broken: 'error',
  link_relative: 'error',
  link_insecure: 'info',
  link_shortener: 'warning',
  image_alt_missing: 'warning',
  image_remote_insecure: 'info',
  image_only: 'warning',
  html_clipped: 'warning',
  spam_wording: 'warning',
  unsubscribe_missing: 'error',
  amount_unformatted: 'warning',
  single_brace: 'warning',
} as const satisfies Record<string, 'error' | 'warning' | 'info'>
export type LintReason = keyof typeof lintReasons
export type LintSeverity = (typeof lintReasons)[LintReason]

export interface LintFinding {
  severity: LintSeverity
  /** Key `templates.lint.<reason>`. */
  reason: LintReason
  where: TemplatePart
  /** The words, link or picture in question. */
  params: Record<string, string>
}
