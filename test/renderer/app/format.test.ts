import { describe, expect, it } from 'vitest'
import { formatFor } from '../../../renderer/app/format.ts'
import type { Region } from '../../../renderer/app/region.ts'

const chile: Region = { language: 'es', locale: 'es-CL', timeZone: 'America/Santiago', currency: 'CLP' }
/** 12 March 2026, 09:30 in Santiago (UTC-3). */
const at = Date.UTC(2026, 2, 12, 12, 30)
const plain = (text: string): string => text.replaceAll(/\s/g, ' ')

describe('formats', () => {
  it('write figures and money as the workspace does, whatever the language', () => {
    const spanish = formatFor(chile)
    const english = formatFor({ ...chile, language: 'en' })
    expect(spanish.number(1_234_567)).toBe('1.234.567')
    expect(english.number(1_234_567)).toBe('1.234.567')
    expect(plain(spanish.money(1_234_567))).toBe('$1.234.567')
    expect(plain(spanish.money(123_456, 'USD'))).toContain('1.234,56')
  })

  it('write dates in the zone of the workspace with the words of the interface', () => {
    expect(plain(formatFor(chile).dateTime(at))).toBe('12 mar 2026, 09:30')
    expect(plain(formatFor({ ...chile, language: 'en' }).dateTime(at))).toBe('12 Mar 2026, 09:30')
    expect(formatFor({ ...chile, timeZone: 'Pacific/Auckland' }).time(at)).toBe('01:30')
  })

  it('leave a calendar date on its day in every zone', () => {
    for (const timeZone of ['America/Bogota', 'UTC', 'Pacific/Auckland']) {
      expect(plain(formatFor({ ...chile, timeZone }).date('2026-03-12'))).toBe('12 mar 2026')
    }
  })

  it('say how long ago and how long it takes', () => {
    const format = formatFor(chile)
    expect(format.ago(at - 3 * 3_600_000, at)).toBe('hace 3 horas')
    expect(format.ago(at + 2 * 86_400_000, at)).toBe('pasado mañana')
    expect(plain(format.duration(8_100_000))).toBe('2 h 15 min')
    expect(plain(format.duration(0))).toBe('0 s')
    expect(plain(format.duration(49 * 3_600_000))).toBe('2 d 1 h')
  })

  it('write sizes of files with their unit', () => {
    const format = formatFor(chile)
    expect(format.bytes(0)).toBe('0 B')
    expect(format.bytes(1_420_000)).toBe('1,4 MB')
  })
})
