import { currentLanguage } from '../../app/i18n.ts'

const makers = new Map<string, Intl.DisplayNames>()

function nameOf(type: 'region' | 'currency' | 'language', code: string): string {
  const language = currentLanguage()
  const key = `${language} ${type}`
  let names = makers.get(key)
  if (!names) makers.set(key, (names = new Intl.DisplayNames([language], { type })))
  try {
    return names.of(code) ?? code
  } catch {
    // Not a code that this browser knows; it is shown as it is.
    return code
  }
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** `CL` → Chile, in the interface's language. */
export const countryName = (code: string): string => nameOf('region', code)

/** `CLP` → Peso chileno (CLP) */
export const currencyName = (code: string): string => `${capital(nameOf('currency', code))} (${code})`

/** `es-CL` → Español (Chile) */
export const localeName = (tag: string): string => capital(nameOf('language', tag))

/** `America/Argentina/Buenos_Aires` → Buenos Aires (GMT-3) */
export function zoneName(zone: string): string {
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
  return `${city} (${offsetOf(zone)})`
}

const offsets = new Map<string, string>()

function offsetOf(zone: string): string {
  let offset = offsets.get(zone)
  if (offset === undefined) {
    const parts = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      timeZoneName: 'shortOffset',
    }).formatToParts()
    offset = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
    offsets.set(zone, offset)
  }
  return offset
}

/** Every zone and currency this browser knows. */
export const allZones = (): string[] => Intl.supportedValuesOf('timeZone')
export const allCurrencies = (): string[] => Intl.supportedValuesOf('currency')
