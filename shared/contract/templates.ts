import { z } from 'zod'
import { lintReasons, templateProblemReasons } from '../domain/template-problems.ts'
import type { LintReason } from '../domain/template-problems.ts'
import { templateSizes, templateTypeNames } from '../domain/template-types.ts'
import { byId, idSchema, instantSchema, okSchema, page, pageOf, procedure } from './base.ts'

/** What a person writes. `text` null: the plain-text part is made from the HTML. */
export const templateContentSchema = z.object({
  subject: z.string().max(templateSizes.subject),
  preheader: z.string().max(templateSizes.preheader),
  html: z.string().max(templateSizes.html),
  text: z.string().max(templateSizes.text).nullable(),
})
export type TemplateContent = z.infer<typeof templateContentSchema>

const part = z.enum(['subject', 'html', 'text'])
export const templateProblemSchema = z.object({
  reason: z.enum(templateProblemReasons),
  part,
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
  params: z.record(z.string(), z.string()),
})
export const lintFindingSchema = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  reason: z.enum(Object.keys(lintReasons) as [LintReason, ...LintReason[]]),
  where: part,
  params: z.record(z.string(), z.string()),
})

export const templateRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  type: z.enum(templateTypeNames),
  language: z.enum(['es', 'en']),
  isDefault: z.boolean(),
  subject: z.string(),
  /** Number of the version in use; null while it was never published. */
  publishedVersion: z.number().int().nullable(),
  /** The draft differs from what is published. */
  changed: z.boolean(),
  updatedAt: instantSchema,
  version: z.number().int(),
})
export type TemplateRow = z.infer<typeof templateRowSchema>

export const templateSchema = templateRowSchema.extend({ draft: templateContentSchema })
export type Template = z.infer<typeof templateSchema>

export const templateVersionSchema = z.object({
  number: z.number().int(),
  content: templateContentSchema,
  variables: z.array(z.string()),
  lint: z.array(lintFindingSchema),
  note: z.string(),
  publishedAt: instantSchema,
  publishedBy: z.string().nullable(),
})
export type TemplateVersion = z.infer<typeof templateVersionSchema>

const versionRow = templateVersionSchema.omit({ content: true, lint: true, variables: true })

export const diffLineSchema = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })
export type DiffLine = z.infer<typeof diffLineSchema>

export const mailLayoutSchema = z.object({
  /** Data URL of a PNG, JPEG, GIF or WebP up to 100 kB; travels inside each message. */
  logo: z.string().max(200_000).nullable(),
  accentColor: z.string().max(9),
  footer: z.string().max(2_000),
  legalText: z.string().max(4_000),
})
export type MailLayoutSettings = z.infer<typeof mailLayoutSchema>

/** In whose name a preview is written. */
const previewAs = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sample') }),
  z.object({ kind: z.literal('client'), id: idSchema }),
])

export const templatePreviewSchema = z.object({
  /** Null when the message cannot be written for this person: see `problems`. */
  message: z
    .object({
      subject: z.string(),
      /** With its layout, made inert for display. */
      html: z.string(),
      text: z.string(),
      /** Bytes of the HTML part as it would leave. */
      bytes: z.number().int(),
    })
    .nullable(),
  problems: z.array(templateProblemSchema),
  lint: z.array(lintFindingSchema),
  /** The text part as it is made from the HTML, with its variables. */
  generatedText: z.string(),
  variables: z.array(z.string()),
})
export type TemplatePreview = z.infer<typeof templatePreviewSchema>

const identity = z.object({
  name: z.string().trim().min(1).max(templateSizes.name),
  type: z.enum(templateTypeNames),
  language: z.enum(['es', 'en']),
})

const tags = ['templates']

export const templates = {
  list: procedure
    .route({ method: 'GET', path: '/templates', tags, summary: 'Templates by name' })
    .input(
      page({
        q: z.string().trim().max(200).optional(),
        type: z.array(z.enum(templateTypeNames)).optional(),
        language: z.array(z.enum(['es', 'en'])).optional(),
        publishedOnly: z.boolean().optional(),
        sort: z.enum(['name', 'updatedAt']).default('name'),
        direction: z.enum(['asc', 'desc']).default('asc'),
      }),
    )
    .output(pageOf(templateRowSchema)),
  get: procedure
    .route({ method: 'GET', path: '/templates/{id}', tags, summary: 'One template with its draft' })
    .input(byId)
    .output(templateSchema),
  create: procedure
    .route({ method: 'POST', path: '/templates', tags, summary: 'Add a template' })
    .input(identity.extend({ content: templateContentSchema.partial().default({}) }))
    .output(templateSchema),
  update: procedure
    .route({ method: 'PUT', path: '/templates/{id}', tags, summary: 'Save the draft of a template' })
    .input(identity.extend({ id: idSchema, version: z.number().int(), content: templateContentSchema }))
    .output(templateSchema),
  publish: procedure
    .route({
      method: 'POST',
      path: '/templates/{id}/publish',
      tags,
      summary: 'Make the draft the next version',
    })
    .input(
      z.object({ id: idSchema, version: z.number().int(), note: z.string().trim().max(300).default('') }),
    )
    .output(templateSchema),
  setDefault: procedure
    .route({
      method: 'POST',
      path: '/templates/{id}/default',
      tags,
      summary: 'Use it unless another is chosen',
    })
    .input(z.object({ id: idSchema, isDefault: z.boolean() }))
    .output(templateSchema),
  duplicate: procedure
    .route({ method: 'POST', path: '/templates/{id}/duplicate', tags, summary: 'Copy a template' })
    .input(byId)
    .output(templateSchema),
  delete: procedure
    .route({ method: 'DELETE', path: '/templates/{id}', tags, summary: 'Delete a template' })
    .input(byId)
    .output(okSchema),
  restore: procedure
    .route({ method: 'POST', path: '/templates/{id}/restore', tags, summary: 'Undo the deletion' })
    .input(byId)
    .output(templateSchema),
  versions: procedure
    .route({
      method: 'GET',
      path: '/templates/{id}/versions',
      tags,
      summary: 'What was published, newest first',
    })
    .input(page({ id: idSchema }))
    .output(pageOf(versionRow)),
  version: procedure
    .route({
      method: 'GET',
      path: '/templates/{id}/versions/{number}',
      tags,
      summary: 'One published version',
    })
    .input(z.object({ id: idSchema, number: z.number().int() }))
    .output(templateVersionSchema),
  /** Without `to` the draft is compared. */
  diff: procedure
    .route({
      method: 'GET',
      path: '/templates/{id}/diff',
      tags,
      summary: 'What changed between two versions',
    })
    .input(z.object({ id: idSchema, from: z.number().int(), to: z.number().int().optional() }))
    .output(
      z.object({
        subject: z.array(diffLineSchema),
        preheader: z.array(diffLineSchema),
        html: z.array(diffLineSchema),
        text: z.array(diffLineSchema),
      }),
    ),
  preview: procedure
    .route({
      method: 'POST',
      path: '/templates/preview',
      tags,
      summary: 'Write a message without sending it',
    })
    .input(
      z.object({
        type: z.enum(templateTypeNames),
        language: z.enum(['es', 'en']),
        content: templateContentSchema,
        as: previewAs.default({ kind: 'sample' }),
        /** Layout to try instead of the saved one. */
        layout: mailLayoutSchema.optional(),
      }),
    )
    .output(templatePreviewSchema),
  /** Turns `{nombre}` of older templates into variables. */
  convert: procedure
    .route({
      method: 'POST',
      path: '/templates/convert',
      tags,
      summary: 'Convert variables in single braces',
    })
    .input(templateContentSchema)
    .output(
      z.object({
        content: templateContentSchema,
        converted: z.array(z.object({ from: z.string(), to: z.string() })),
        unmapped: z.array(z.string()),
      }),
    ),
  sendTest: procedure
    .route({ method: 'POST', path: '/templates/test', tags, summary: 'Send the draft to one address' })
    .input(
      z.object({
        type: z.enum(templateTypeNames),
        language: z.enum(['es', 'en']),
        content: templateContentSchema,
        as: previewAs.default({ kind: 'sample' }),
        to: z.string().trim().min(1).max(254),
        accountId: idSchema.optional(),
        templateId: idSchema.optional(),
      }),
    )
    .output(z.object({ emailId: idSchema })),
  layout: procedure
    .route({ method: 'GET', path: '/templates/layout', tags, summary: 'What surrounds every message' })
    .output(mailLayoutSchema),
  setLayout: procedure
    .route({ method: 'PUT', path: '/templates/layout', tags, summary: 'Change what surrounds every message' })
    .input(mailLayoutSchema)
    .output(mailLayoutSchema),
}
