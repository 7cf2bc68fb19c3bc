/**
 * What a template is for. `unsubscribe`: whether its layout ends with the link to stop such mail,
 * which every message of a campaign has and a notice between colleagues has not.
 */
export const templateTypes = {
  payment_reminder_first: { unsubscribe: true },
  payment_reminder_second: { unsubscribe: true },
  payment_reminder_final: { unsubscribe: true },
  fallback: { unsubscribe: true },
  document_request: { unsubscribe: true },
  approval_notice: { unsubscribe: false },
  general: { unsubscribe: true },
} as const satisfies Record<string, { unsubscribe: boolean }>

export type TemplateType = keyof typeof templateTypes
export const templateTypeNames = Object.keys(templateTypes) as TemplateType[]

/** Limits of what a person writes into a template, in characters, and of the logo, in bytes. */
export const templateSizes = {
  name: 120,
  subject: 300,
  preheader: 200,
  html: 400_000,
  text: 200_000,
  logo: 100_000,
}
