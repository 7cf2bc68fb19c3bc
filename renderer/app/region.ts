import type { Language } from '../../shared/i18n/index.ts'

/** How one workspace and one person write values. */
export interface Region {
  language: Language
  /** BCP 47, of the workspace: `es-CL`. */
  locale: string
  /** IANA zone of the workspace: `America/Santiago`. */
  timeZone: string
  /** ISO 4217 currency used where an amount brings none. */
  currency: string
}
