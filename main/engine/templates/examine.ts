import type { MailLayoutSettings, TemplateContent } from '../../../shared/contract/templates.ts'
import type { LintFinding, TemplateProblem } from '../../../shared/domain/template-problems.ts'
import { type TemplateType, templateTypes } from '../../../shared/domain/template-types.ts'
import { mailLayoutOf } from './layout-settings.ts'
import { lintTemplate } from './lint.ts'
import { type CompiledTemplate, compileTemplate } from './render.ts'

export interface Examined {
  /** Undefined when there are problems. */
  compiled: CompiledTemplate | undefined
  problems: TemplateProblem[]
  lint: LintFinding[]
  /** Paths of the variables used, once each. */
  variables: string[]
  /** Columns beyond the known fields that it reads, by slug. */
  extraSlugs: string[]
}

/** A column of a list that is not chosen yet. */
const extraColumn = /recipient\.extra\.([a-z0-9_]+)/g

/**
 * Everything that can be known of a message before it is sent to anybody. `recipient.extra.*` is
 * taken as given, because the columns are those of a list that is not chosen yet.
 */
export function examine(
  content: TemplateContent,
  type: TemplateType,
  language: 'es' | 'en',
  settings: MailLayoutSettings,
): Examined {
  const layout = mailLayoutOf(settings, type, language, content.preheader)
  const source = { subject: content.subject, html: content.html, text: content.text, layout }
  const extraSlugs = [
    ...new Set(
      [
        ...source.html.matchAll(extraColumn),
        ...source.subject.matchAll(extraColumn),
        ...(source.text ?? '').matchAll(extraColumn),
      ].map(([, slug]) => slug ?? ''),
    ),
  ]
  const strict = compileTemplate(source, extraSlugs)
  // With an unknown variable the rest can still be looked at, as long as the grammar holds.
  const grammar = strict.ok ? strict : compileTemplate(source, null)
  if (!grammar.ok)
    return { compiled: undefined, problems: grammar.problems, lint: [], variables: [], extraSlugs }
  const variables = [...new Set(grammar.template.variables.map(({ path }) => path))]
  const { htmlSource, textSource } = grammar.template
  const lint = lintTemplate({ subject: content.subject, html: htmlSource, text: textSource }).filter(
    ({ reason }) => reason !== 'unsubscribe_missing' || templateTypes[type].unsubscribe,
  )
  return {
    compiled: strict.ok ? strict.template : undefined,
    problems: strict.ok ? [] : strict.problems,
    lint,
    variables,
    extraSlugs,
  }
}
