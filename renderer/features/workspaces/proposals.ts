import type { RegionValues } from './region-fields.tsx'

interface CountrySuggestion extends RegionValues {
  zones: string[]
}

/** The country whose zone this machine is in, else that of its language, else the first. */
export function proposeCountry(
  countries: readonly CountrySuggestion[],
  machine = { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, locale: navigator.language },
): RegionValues {
  const found =
    countries.find(({ zones }) => zones.includes(machine.zone)) ??
    countries.find(({ country }) => machine.locale.endsWith(`-${country}`)) ??
    countries.find(({ country }) => country === 'CL') ??
    countries[0]
  if (!found) return { country: 'CL', locale: 'es-CL', zone: 'America/Santiago', currency: 'CLP' }
  const zone = found.zones.includes(machine.zone) ? machine.zone : found.zone
  return { country: found.country, locale: found.locale, zone, currency: found.currency }
}

/** What somebody called that would type to sign in: `María José Núñez` → `maria`. */
export function proposeSignInName(name: string): string {
  const [first = ''] = name.trim().split(/\s+/)
  return first
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}._-]/gu, '')
    .toLowerCase()
}
