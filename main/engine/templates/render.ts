import type { Liquid, Template } from 'liquidjs'
import type { TemplatePart, TemplateProblem } from '../../../shared/domain/template-problems.ts'
import { htmlEngine, templateLimits, textEngine } from './liquid/engine.ts'
import { inlineCss, layoutHtml, type MailLayout } from './layout.ts'
import { plainTextOf } from './plain-text.ts'
import { problemOf } from './liquid/problems.ts'
import { prepareSteps, type RenderSteps } from './liquid/steps.ts'
import { templateScope, type TemplateData } from './liquid/scope.ts'
import { unknownVariables, variablesOf, type UsedVariable } from './liquid/variables.ts'

export interface TemplateSource {
  subject: string
  /** Body as the editor gives it: HTML with Liquid, already sanitised. */
  html: string
  /** Plain-text part with Liquid; made from the HTML when null. */
  text: string | null
  layout: MailLayout | null
}

export interface CompiledTemplate {
  /** Each part, ready to be written for a scope of variables. */
  parts: Record<TemplatePart, RenderSteps>
  /** The complete HTML with layout and inlined CSS, Liquid still in it. */
  htmlSource: string
  textSource: string
  variables: UsedVariable[]
}

export type Compilation =
  | { ok: true; template: CompiledTemplate }
  | { ok: false; problems: TemplateProblem[] }

export interface RenderedMessage {
  subject: string
  html: string
  text: string
}

export type Rendering = { ok: true; message: RenderedMessage } | { ok: false; problem: TemplateProblem }

const engines: Record<TemplatePart, Liquid> = { subject: textEngine, html: htmlEngine, text: textEngine }

/**
 * Everything that is done once per version of a template: checked, laid out, CSS inlined, text part
 * made, parsed. @param extraSlugs columns of the import beyond the known fields, by slug; with null
 * only the grammar is checked, for a template that is not yet used with any list.
 */
export function compileTemplate(
  source: TemplateSource,
  extraSlugs: readonly string[] | null = [],
): Compilation {
  const problems: TemplateProblem[] = []
  const variables: UsedVariable[] = []
  const parse = (part: TemplatePart, text: string): Template[] => {
    try {
      const templates = engines[part].parse(text)
      const used = variablesOf(templates)
      variables.push(...used)
      if (extraSlugs) problems.push(...unknownVariables(used, extraSlugs, part))
      return templates
    } catch (error) {
      problems.push(problemOf(error, part))
      return []
    }
  }
  // Parsed as written, so that lines and columns are the ones the editor shows.
  const subject = parse('subject', source.subject)
  parse('html', source.html)
  if (source.text !== null) parse('text', source.text)
  if (problems.length > 0) return { ok: false, problems }

  const htmlSource = withCrlf(inlineCss(source.layout ? layoutHtml(source.html, source.layout) : source.html))
  const textSource = withCrlf(
    source.text ?? plainTextOf(source.layout ? layoutHtml(source.html, source.layout) : source.html),
  )
  const html = parse('html', htmlSource)
  const text = parse('text', textSource)
  if (problems.length > 0) return { ok: false, problems }
  const parts = {
    subject: prepareSteps(engines.subject, subject, false),
    html: prepareSteps(engines.html, html, true),
    text: prepareSteps(engines.text, text, false),
  }
  return { ok: true, template: { parts, htmlSource, textSource, variables } }
}

/** Subject, HTML and text for one recipient. Never throws for what a template or a row contains. */
export function renderTemplate(template: CompiledTemplate, data: TemplateData): Rendering {
  return renderScope(template, templateScope(data))
}

function renderScope(template: CompiledTemplate, scope: Record<string, unknown>): Rendering {
  let part: TemplatePart = 'subject'
  const render = (name: TemplatePart): string => {
    part = name
    const text = template.parts[name](scope)
    if (text.length > templateLimits.output) throw new RangeError('output limit exceeded')
    return text
  }
  try {
    return {
      ok: true,
      message: { subject: oneLine(render('subject')), html: render('html'), text: render('text') },
    }
  } catch (error) {
    return { ok: false, problem: problemOf(error, part) }
  }
}

/** A header has no line breaks and no control characters, whatever a variable contained. */
export function oneLine(text: string): string {
  return /[\u0000-\u001f\u007f\u2028\u2029]|^ | $/.test(text)
    ? text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim()
    : text
}

/** The line end of mail: what is fixed in the template need not be converted again for each message. */
function withCrlf(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '\r\n')
}

/**
 * Compiled templates by version, the least recently used dropped beyond `capacity`. A version never
 * changes, so there is nothing to invalidate.
 */
export function templateCache(capacity = 50): {
  get(versionId: string, compile: () => Compilation): Compilation
} {
  const compiled = new Map<string, Compilation>()
  return {
    get(versionId, compile) {
      const known = compiled.get(versionId)
      const result = known ?? compile()
      compiled.delete(versionId)
      compiled.set(versionId, result)
      if (compiled.size > capacity) compiled.delete(compiled.keys().next().value ?? '')
      return result
    },
  }
}
