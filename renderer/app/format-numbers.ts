import { formatMoney } from '../../shared/domain/money.ts'
import type { Region } from './region.ts'

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB']

/** Figures and money as the workspace's locale writes them. */
export function numbersOf({ locale, currency }: Region) {
  const numbers = new Intl.NumberFormat(locale)
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })

  return {
    /** `4.200` */
    number: (value: number): string => numbers.format(value),
    /** `4,2 mil` for tiles and axes. */
    compact: (value: number): string => compact.format(value),
    /** A share between 0 and 1 as `12,5 %`. */
    percent: (share: number, digits = 1): string =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share),
    /** Minor units of a currency (ISO 4217: cents, whole pesos in Chile) as an amount. */
    money: (minor: number, code: string = currency): string => formatMoney({ minor, currency: code }, locale),
    /** `1,4 MB` */
    bytes: (bytes: number): string => {
      const step = Math.min(byteUnits.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
      const digits = step === 0 ? 0 : 1
      const value = new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(
        bytes / 1_000 ** step,
      )
      return `${value} ${byteUnits[step]}`
    },
  }
}
