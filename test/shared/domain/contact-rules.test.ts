import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ContactVerdict, PastContact } from '../../../shared/domain/contact-rules/evaluate.ts'
import { evaluate } from '../../../shared/domain/contact-rules/evaluate.ts'
import { CONTACT_CHANNELS, contactRulePackSchema } from '../../../shared/domain/contact-rules/pack.ts'
import type { ContactRulePackId } from '../../../shared/domain/contact-rules/packs.ts'
import {
  CONTACT_RULE_PACK_IDS,
  CONTACT_RULE_PACKS,
  defaultPackFor,
} from '../../../shared/domain/contact-rules/packs.ts'
import { holidayCalendar } from '../../../shared/domain/holidays/calendar.ts'
import { dayOfDate, instantOf, localTimeAt, MINUTE, minuteOfTime } from '../../../shared/domain/zoned-time.ts'

const ZONES: Record<ContactRulePackId, string> = {
  'CO-literal': 'America/Bogota',
  'CO-strict': 'America/Bogota',
  CL: 'America/Santiago',
  EC: 'America/Guayaquil',
  PE: 'America/Lima',
  MX: 'America/Mexico_City',
  US: 'America/New_York',
  none: 'Pacific/Auckland',
}

const local = (zone: string, text: string) =>
  instantOf(zone, dayOfDate(text.slice(0, 10)), minuteOfTime(text.slice(11)))

function ask(id: ContactRulePackId, at: string, history: [string, PastContact['channel'], boolean?][] = []) {
  const zone = ZONES[id]
  const pack = CONTACT_RULE_PACKS[id]
  return evaluate(pack, {
    at: local(zone, at),
    zone,
    isHoliday: holidayCalendar(pack.country ?? 'CL').isHoliday,
    history: history.map(([when, channel, direct]) => ({
      at: local(zone, when),
      channel,
      direct: direct ?? false,
    })),
  })
}

const deferred = (id: ContactRulePackId, until: string, reason: string, article: string): ContactVerdict =>
  ({ verdict: 'defer', until: local(ZONES[id], until), reason, article }) as ContactVerdict

const CO = 'Ley 2300 de 2023, art. 3'
const CL = 'Ley 19.496, art. 37 (Ley 21.320)'
const CPC = 'Ley 19.496, art. 37, y art. 59 del Código de Procedimiento Civil'
const EC = 'LODC, art. 49'
const MX = 'Disposiciones de Condusef y Profeco, días hábiles de 7 a 22'
const US = '12 CFR § 1006.6(b)(1)'

describe('contact rules by the clock', () => {
  // 2026-11-23 is a Monday, 2026-12-08 a Tuesday holiday in Colombia and Chile.
  test.each([
    ['CO-strict', '2026-11-23T07:00', undefined],
    ['CO-strict', '2026-11-23T06:59', ['2026-11-23T07:00', 'outside_hours', CO]],
    ['CO-strict', '2026-11-23T19:00', ['2026-11-24T07:00', 'outside_hours', CO]],
    ['CO-strict', '2026-11-28T14:59', undefined],
    ['CO-strict', '2026-11-28T15:00', ['2026-11-30T07:00', 'outside_hours', CO]],
    ['CO-strict', '2026-11-29T10:00', ['2026-11-30T07:00', 'closed_weekday', CO]],
    ['CO-literal', '2026-12-08T10:00', ['2026-12-09T07:00', 'holiday', CO]],
    ['CL', '2026-11-23T08:00', undefined],
    ['CL', '2026-11-28T19:59', undefined],
    ['CL', '2026-11-28T20:00', ['2026-11-30T08:00', 'outside_hours', CPC]],
    ['CL', '2026-04-03T10:00', ['2026-04-06T08:00', 'holiday', CPC]],
    ['CL', '2026-04-04T10:00', ['2026-04-06T08:00', 'holiday', CPC]],
    ['EC', '2026-11-23T07:00', undefined],
    ['EC', '2026-11-27T20:00', ['2026-11-30T07:00', 'outside_hours', EC]],
    ['EC', '2026-11-28T10:00', ['2026-11-30T07:00', 'closed_weekday', EC]],
    ['PE', '2026-11-29T23:00', undefined],
    ['MX', '2026-11-23T21:59', undefined],
    ['MX', '2026-11-13T22:00', ['2026-11-17T07:00', 'outside_hours', MX]],
    ['MX', '2026-11-16T12:00', ['2026-11-17T07:00', 'holiday', MX]],
    ['US', '2026-12-25T08:00', undefined],
    ['US', '2026-11-29T21:00', ['2026-11-30T08:00', 'outside_hours', US]],
    ['none', '2026-12-25T03:00', undefined],
  ] as [ContactRulePackId, string, [string, string, string] | undefined][])('%s at %s', (id, at, defer) => {
    expect(ask(id, at)).toEqual(defer ? deferred(id, ...defer) : { verdict: 'allow' })
  })

  test('Peru bars calls where it lets e-mail through', () => {
    const question = {
      at: local('America/Lima', '2026-11-29T10:00'),
      zone: 'America/Lima',
      isHoliday: holidayCalendar('PE').isHoliday,
      history: [],
    }
    expect(evaluate(CONTACT_RULE_PACKS.PE, { ...question, channel: 'email' })).toEqual({ verdict: 'allow' })
    expect(evaluate(CONTACT_RULE_PACKS.PE, { ...question, channel: 'call' })).toEqual(
      deferred('PE', '2026-11-30T07:00', 'closed_weekday', 'Ley 29571, art. 62'),
    )
  })
})

describe('contact rules by what went before', () => {
  test('Colombia read strictly: one e-mail in seven days', () => {
    const strict = `${CO} (lectura estricta)`
    const sent: [string, 'email'][] = [['2026-11-23T10:00', 'email']]
    expect(ask('CO-strict', '2026-11-29T10:00', sent)).toEqual(
      deferred('CO-strict', '2026-11-30T07:00', 'weekly_limit_of_contacts', strict),
    )
    expect(ask('CO-strict', '2026-11-30T07:00', sent)).toEqual({ verdict: 'allow' })
    expect(ask('CO-literal', '2026-11-24T10:00', sent)).toEqual({ verdict: 'allow' })
  })

  test('Colombia read literally: after direct contact, one contact a day and one channel a week', () => {
    const answered: [string, PastContact['channel'], boolean][] = [['2026-11-23T09:00', 'email', true]]
    expect(ask('CO-literal', '2026-11-23T10:00', answered)).toEqual(
      deferred('CO-literal', '2026-11-24T07:00', 'daily_limit_of_contacts', CO),
    )
    expect(ask('CO-literal', '2026-11-24T10:00', answered)).toEqual({ verdict: 'allow' })
    expect(ask('CO-literal', '2026-11-25T10:00', [['2026-11-23T09:00', 'im', true]])).toEqual(
      deferred('CO-literal', '2026-11-30T07:00', 'other_channel_in_use', CO),
    )
    expect(ask('CO-literal', '2026-11-25T10:00', [['2026-11-23T09:00', 'im', false]])).toEqual({
      verdict: 'allow',
    })
  })

  test('Chile: two of e-mail, SMS and messages together in a week, two days apart; calls are counted apart', () => {
    expect(ask('CL', '2026-11-24T10:00', [['2026-11-23T10:00', 'sms']])).toEqual(
      deferred('CL', '2026-11-25T08:00', 'too_soon', CL),
    )
    expect(ask('CL', '2026-11-25T10:00', [['2026-11-23T10:00', 'sms']])).toEqual({ verdict: 'allow' })
    expect(
      ask('CL', '2026-11-27T10:00', [
        ['2026-11-23T10:00', 'email'],
        ['2026-11-25T10:00', 'im'],
      ]),
    ).toEqual(deferred('CL', '2026-11-30T08:00', 'weekly_limit_of_contacts', CL))
    expect(ask('CL', '2026-11-24T10:00', [['2026-11-23T10:00', 'call']])).toEqual({ verdict: 'allow' })
  })

  test('Ecuador: one a day in each medium', () => {
    expect(ask('EC', '2026-11-23T15:00', [['2026-11-23T09:00', 'email']])).toEqual(
      deferred('EC', '2026-11-24T07:00', 'daily_limit_of_contacts', EC),
    )
    expect(ask('EC', '2026-11-23T15:00', [['2026-11-23T09:00', 'sms']])).toEqual({ verdict: 'allow' })
  })

  test('a contact reserved for later counts as one made before', () => {
    expect(ask('CO-strict', '2026-11-24T10:00', [['2026-11-26T10:00', 'email']])).toMatchObject({
      verdict: 'defer',
      until: local('America/Bogota', '2026-12-03T07:00'),
    })
  })
})

describe('blocked contacts', () => {
  test('the United States want a way to opt out in every message', () => {
    const question = {
      at: local('America/New_York', '2026-11-23T10:00'),
      zone: 'America/New_York',
      isHoliday: holidayCalendar('US').isHoliday,
      history: [],
    }
    expect(evaluate(CONTACT_RULE_PACKS.US, { ...question, optOut: false })).toEqual({
      verdict: 'block',
      reason: 'opt_out_missing',
      article: '12 CFR § 1006.6(e)',
    })
    expect(evaluate(CONTACT_RULE_PACKS.US, { ...question, optOut: true })).toEqual({ verdict: 'allow' })
  })

  test('a year without a holiday table blocks where holidays matter and only there', () => {
    const far = {
      at: Date.UTC(2035, 5, 6, 15),
      zone: 'America/Bogota',
      isHoliday: () => undefined,
      history: [],
    }
    expect(evaluate(CONTACT_RULE_PACKS['CO-strict'], far)).toEqual({
      verdict: 'block',
      reason: 'holiday_table_missing',
      article: CO,
    })
    expect(evaluate(CONTACT_RULE_PACKS.PE, far)).toEqual({ verdict: 'allow' })
    expect(ask('CO-strict', '2027-12-31T19:30')).toMatchObject({
      verdict: 'block',
      reason: 'holiday_table_missing',
    })
  })
})

describe('packs as data', () => {
  test.each(CONTACT_RULE_PACK_IDS)(
    '%s passes the schema, cites its source and gives no legal advice',
    (id) => {
      const pack = CONTACT_RULE_PACKS[id]
      expect(contactRulePackSchema.safeParse(pack).error).toBeUndefined()
      expect(pack.id).toBe(id)
      expect(pack.legalAdvice).toBe(false)
      expect(pack.source === '').toBe(id === 'none')
      expect(pack.inForceSince === null).toBe(id === 'none')
    },
  )

  test('a country gets its pack and Colombia the strict one', () => {
    expect(defaultPackFor('CO').id).toBe('CO-strict')
    expect(defaultPackFor('CL').id).toBe('CL')
    expect(defaultPackFor('AR').id).toBe('none')
    expect(defaultPackFor(null).id).toBe('none')
  })
})

describe('deferral as a property', () => {
  const start = Date.UTC(2026, 0, 1)
  const instant = fc.integer({ min: 0, max: 600 * 24 * 60 }).map((minutes) => start + minutes * MINUTE)
  const contacts = fc.array(
    fc.record({
      at: fc.integer({ min: -14 * 1440, max: 5 * 1440 }),
      channel: fc.constantFrom(...CONTACT_CHANNELS),
      direct: fc.boolean(),
    }),
    { maxLength: 4 },
  )

  test.each(CONTACT_RULE_PACK_IDS)('%s defers to the first instant that it allows', (id) => {
    const zones = [ZONES[id], 'America/Santiago', 'Pacific/Auckland', 'America/New_York']
    const pack = CONTACT_RULE_PACKS[id]
    const isHoliday = holidayCalendar(pack.country ?? 'CL').isHoliday
    fc.assert(
      fc.property(instant, contacts, fc.constantFrom(...zones), (at, past, zone) => {
        const history = past.map((contact) => ({ ...contact, at: at + contact.at * MINUTE }))
        const verdict = evaluate(pack, { at, zone, isHoliday, history })
        if (verdict.verdict !== 'defer') return
        const { until } = verdict
        expect(until).toBeGreaterThan(at)
        expect(evaluate(pack, { at: until, zone, isHoliday, history })).toEqual({ verdict: 'allow' })
        for (let earlier = until - MINUTE; earlier >= at; earlier -= 37 * MINUTE) {
          expect(evaluate(pack, { at: earlier, zone, isHoliday, history }).verdict).not.toBe('allow')
        }
        expect(localTimeAt(zone, until).minute % 60).toBe(0)
      }),
      { numRuns: 60 },
    )
  })
})
