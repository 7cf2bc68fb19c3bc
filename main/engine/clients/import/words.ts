import type { ClientStage } from '../../../../shared/domain/client-stages.ts'
import { plainName } from '../../core/sheets/field-names.ts'

const STAGES: Readonly<Record<ClientStage, string>> = {
  lead: 'lead|prospecto|prospect|potencial|candidato|oportunidad|por contactar',
  onboarding: 'onboarding|incorporacion|en incorporacion|nuevo|new|alta|en alta|implementacion|bienvenida',
  active: 'active|activo|activa|vigente|cliente|client|al dia|si|yes',
  at_risk: 'at risk|en riesgo|riesgo|risk|moroso|alerta|por perder',
  former:
    'former|ex cliente|excliente|inactivo|inactiva|inactive|baja|de baja|churned|retirado|perdido|lost|no|terminado',
}
const stageOf = new Map(
  Object.entries(STAGES).flatMap(([stage, words]) =>
    words.split('|').map((word) => [word, stage as ClientStage] as const),
  ),
)

/** The stage a word stands for in Spanish or English lists, or null. */
export function readStage(text: string): ClientStage | null {
  return stageOf.get(plainName(text)) ?? null
}

/** Health from 0 to 100, with or without a percent sign; null for anything else. */
export function readHealth(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d+))?\s*%?$/.exec(text)
  const value = match ? Math.round(Number(`${match[1]}.${match[2] ?? 0}`)) : Number.NaN
  return value >= 0 && value <= 100 ? value : null
}

const LANGUAGES: Readonly<Record<string, 'es' | 'en'>> = {
  es: 'es',
  espanol: 'es',
  castellano: 'es',
  spanish: 'es',
  en: 'en',
  ingles: 'en',
  english: 'en',
}

/** A language of the interface by its name or tag (`es-CL`), or null. */
export function readLanguage(text: string): 'es' | 'en' | null {
  const plain = plainName(text)
  return LANGUAGES[plain] ?? LANGUAGES[plain.split(' ')[0] ?? ''] ?? null
}

let countries: Map<string, string> | undefined

/** ISO 3166-1 alpha-2 of a country by its code or its name in Spanish or English (CLDR), or null. */
export function readCountry(text: string): string | null {
  countries ??= countriesByName()
  return countries.get(plainName(text)) ?? null
}

function countriesByName(): Map<string, string> {
  const known = new Map<string, string>()
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index))
  for (const language of ['es', 'en']) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    for (const first of letters) {
      for (const second of letters) {
        const name = names.of(first + second)
        if (name === undefined) continue
        known.set((first + second).toLowerCase(), first + second)
        known.set(plainName(name), first + second)
      }
    }
  }
  return known
}
