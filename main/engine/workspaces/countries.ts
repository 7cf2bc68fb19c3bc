import type { z } from 'zod'
import type { countryDefaultsSchema } from '../../../shared/contract/workspaces.ts'

type CountryDefaults = z.infer<typeof countryDefaultsSchema>

/** What a country suggests: locale, zones (the most populous first), currency. Sources: CLDR, tzdata. */
export const countryDefaults: readonly CountryDefaults[] = [
  of('AR', 'es-AR', 'ARS', 'America/Argentina/Buenos_Aires'),
  of('BO', 'es-BO', 'BOB', 'America/La_Paz'),
  of('CL', 'es-CL', 'CLP', 'America/Santiago', 'America/Punta_Arenas', 'Pacific/Easter'),
  of('CO', 'es-CO', 'COP', 'America/Bogota'),
  of('CR', 'es-CR', 'CRC', 'America/Costa_Rica'),
  of('DO', 'es-DO', 'DOP', 'America/Santo_Domingo'),
  of('EC', 'es-EC', 'USD', 'America/Guayaquil', 'Pacific/Galapagos'),
  of('ES', 'es-ES', 'EUR', 'Europe/Madrid', 'Atlantic/Canary'),
  of('GT', 'es-GT', 'GTQ', 'America/Guatemala'),
  of('HN', 'es-HN', 'HNL', 'America/Tegucigalpa'),
  of(
    'MX',
    'es-MX',
    'MXN',
    'America/Mexico_City',
    'America/Monterrey',
    'America/Tijuana',
    'America/Hermosillo',
    'America/Cancun',
  ),
  of('NI', 'es-NI', 'NIO', 'America/Managua'),
  of('PA', 'es-PA', 'USD', 'America/Panama'),
  of('PE', 'es-PE', 'PEN', 'America/Lima'),
  of('PY', 'es-PY', 'PYG', 'America/Asuncion'),
  of('SV', 'es-SV', 'USD', 'America/El_Salvador'),
  of(
    'US',
    'en-US',
    'USD',
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Los_Angeles',
    'America/Phoenix',
  ),
  of('UY', 'es-UY', 'UYU', 'America/Montevideo'),
  of('VE', 'es-VE', 'VES', 'America/Caracas'),
]

function of(
  country: string,
  locale: string,
  currency: string,
  zone: string,
  ...more: string[]
): CountryDefaults {
  return { country, locale, zone, zones: [zone, ...more], currency }
}
