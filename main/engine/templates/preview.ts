import { invalid } from '../../../shared/contract/errors.ts'
import type {
  MailLayoutSettings,
  TemplateContent,
  TemplatePreview,
} from '../../../shared/contract/templates.ts'
import type { TemplateType } from '../../../shared/domain/template-types.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { inertMailHtml } from '../core/html/mail-html.ts'
import { queueEmail } from '../emails/emails.ts'
import { examine } from './examine.ts'
import { LOGO_ID, readLayout } from './layout-settings.ts'
import { lintTemplate } from './lint.ts'
import type { TemplateData } from './liquid/scope.ts'
import { plainTextOf } from './plain-text.ts'
import { renderTemplate } from './render.ts'
import { clientData, sampleData } from './sample-data.ts'
import { sanitiseTemplateHtml } from './sanitise.ts'
import { convertSingleBraces } from './single-brace.ts'
import { inlineParts } from './versions.ts'

export interface PreviewInput {
  type: TemplateType
  language: 'es' | 'en'
  content: TemplateContent
  as: { kind: 'sample' } | { kind: 'client'; id: string }
  layout?: MailLayoutSettings
}

/** Writes the message as this person would get it, with everything that was found in it. */
export function previewTemplate(ctx: EngineContext, actor: Actor, input: PreviewInput): TemplatePreview {
  const { content, settings, found, rendering } = write(ctx, actor, input)
  const generatedText = generated(content.html)
  const base = { problems: found.problems, lint: found.lint, generatedText, variables: found.variables }
  if (!rendering) return { ...base, message: null }
  if (!rendering.ok) return { ...base, problems: [rendering.problem], message: null }
  const { subject, html, text } = rendering.message
  const bytes = Buffer.byteLength(html)
  const pictures = settings.logo === null ? new Map<string, string>() : new Map([[LOGO_ID, settings.logo]])
  return {
    ...base,
    // The weight of the message as it really leaves decides whether Gmail cuts it.
    lint: [
      ...found.lint.filter(({ reason }) => reason !== 'html_clipped'),
      ...lintTemplate({ subject: 'x', html: '', text: null, renderedBytes: bytes }).filter(
        ({ reason }) => reason === 'html_clipped',
      ),
    ],
    message: { subject, html: inertMailHtml(html, pictures).html, text, bytes },
  }
}

/**
 * Sends the content as it stands to one address, marked as a test. Throws INVALID when it cannot be
 * written for this person.
 */
export function sendTestOf(
  ctx: EngineContext,
  actor: Actor,
  input: PreviewInput & { to: string; accountId?: string; templateId?: string },
): string {
  const { settings, found, rendering } = write(ctx, actor, input)
  const problem = found.problems[0] ?? (rendering && !rendering.ok ? rendering.problem : undefined)
  if (problem || !rendering?.ok) {
    const { reason, part, params } = problem ?? { reason: 'syntax', part: 'html', params: {} }
    throw invalid([{ path: ['content', part], reason: `template_${reason}`, params }])
  }
  const { subject, html, text } = rendering.message
  const mark = input.language === 'es' ? '[Prueba] ' : '[Test] '
  return ctx.db.write((tx) => {
    const id = queueEmail(tx, ctx, {
      kind: 'test',
      actor,
      to: [{ address: input.to }],
      subject: `${mark}${subject}`,
      html,
      text,
      inline: inlineParts(settings.logo),
      ...(input.accountId === undefined ? {} : { accountId: input.accountId }),
    })
    ctx.audit.record(tx, {
      actor,
      action: 'template.test',
      subjectType: 'template',
      subjectId: input.templateId ?? null,
      details: { emailId: id },
    })
    return id
  })
}

/** Content of an older template with its `{nombre}` turned into variables. */
export function convertContent(content: TemplateContent) {
  const parts = {
    subject: convertSingleBraces(content.subject),
    preheader: convertSingleBraces(content.preheader),
    html: convertSingleBraces(content.html),
    text: content.text === null ? null : convertSingleBraces(content.text),
  }
  const all = [parts.subject, parts.preheader, parts.html, ...(parts.text ? [parts.text] : [])]
  const converted = new Map(all.flatMap((part) => part.converted.map(({ from, to }) => [from, to] as const)))
  return {
    content: {
      subject: parts.subject.text,
      preheader: parts.preheader.text,
      html: parts.html.text,
      text: parts.text?.text ?? null,
    },
    converted: [...converted].map(([from, to]) => ({ from, to })),
    unmapped: [...new Set(all.flatMap((part) => part.unmapped))],
  }
}

function write(ctx: EngineContext, actor: Actor, input: PreviewInput) {
  const settings = input.layout ?? readLayout(ctx.db)
  // As it will be stored: what the cleaning takes out is not shown and not sent.
  const content = { ...input.content, html: sanitiseTemplateHtml(input.content.html) }
  const found = examine(content, input.type, input.language, settings)
  const data: TemplateData =
    input.as.kind === 'client'
      ? clientData(ctx, actor, input.as.id, input.language, found.extraSlugs)
      : sampleData(ctx, input.language, found.extraSlugs)
  return { content, settings, found, rendering: found.compiled && renderTemplate(found.compiled, data) }
}

function generated(html: string): string {
  return plainTextOf(html)
}
