import { describe, expect, test } from 'vitest'
import { plan, planTogether } from '../../../main/engine/campaigns/planner.ts'
import type { PlannerInput, PlannerRecipient } from '../../../main/engine/campaigns/planner-types.ts'
import { CONTACT_RULE_PACKS } from '../../../shared/domain/contact-rules/packs.ts'
import { DEFAULT_STRATEGIES, KEEP_GROWING } from '../../../shared/domain/strategies.ts'
import { DEFAULT_SEND_WINDOW } from '../../../shared/domain/windows.ts'
import { dayOfDate, instantOf, localTimeAt, MINUTE, minuteOfTime } from '../../../shared/domain/zoned-time.ts'

const SANTIAGO = 'America/Santiago'
const at = (text: string, zone = SANTIAGO) =>
  instantOf(zone, dayOfDate(text.slice(0, 10)), minuteOfTime(text.slice(11)))
const shown = (instant: number | null, zone = SANTIAGO) => {
  const { date, minute } = localTimeAt(zone, instant ?? 0)
  return `${date} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

const people = (count: number, make: (index: number) => Partial<PlannerRecipient> = () => ({})) =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index}`, debtorKey: `d${index}`, ...make(index) }))

function aPlan(change: Partial<PlannerInput> & { count?: number } = {}): PlannerInput {
  const { count = 4200, ...rest } = change
  return {
    recipients: people(count),
    order: 'input',
    strategy: DEFAULT_STRATEGIES.ramp_up,
    workspace: { zone: SANTIAGO, country: 'CL' },
    domain: { warmupDaysPassed: 0, quotaUsed: {} },
    window: DEFAULT_SEND_WINDOW,
    rulePack: CONTACT_RULE_PACKS.none,
    history: new Map(),
    seed: 1,
    ...rest,
  }
}

// A Monday morning before the window opens.
const MONDAY = at('2026-11-23T08:00')

describe('the figures of the strategies', () => {
  test.each([
    ['ramp_up', 4200, 46, 23],
    ['ramp_up', 50_000, 504, 252],
    ['batch', 4200, 9, 1],
    ['conservative', 50_000, 2005, 1003],
  ] as const)('%s on %i recipients: %i batches over %i sending days', (kind, count, batches, sendingDays) => {
    const planned = plan(aPlan({ count, strategy: DEFAULT_STRATEGIES[kind] }), MONDAY)
    expect(planned.batches).toHaveLength(batches)
    expect(planned.sendingDays).toBe(sendingDays)
    expect(planned.batches.reduce((sum, batch) => sum + batch.size, 0)).toBe(count)
  })

  test('ramp-up climbs 50, 100, 150, 150, 150, 200 and skips weekends and the holiday of 8 December', () => {
    const planned = plan(aPlan(), MONDAY)
    expect(planned.days.slice(0, 7).map((day) => [day.date, day.warmupDay, day.planned])).toEqual([
      ['2026-11-23', 1, 50],
      ['2026-11-24', 2, 100],
      ['2026-11-25', 3, 150],
      ['2026-11-26', 4, 150],
      ['2026-11-27', 5, 150],
      ['2026-11-30', 6, 200],
      ['2026-12-01', 7, 200],
    ])
    expect(planned.days.map((day) => day.date)).not.toContain('2026-12-08')
    expect(planned.days.at(-1)?.cumulative).toBe(4200)
    expect(shown(planned.finishAt)).toBe('2026-12-24 10:00')
  })

  test('batch sends 500 every half hour from the opening on', () => {
    const planned = plan(aPlan({ strategy: DEFAULT_STRATEGIES.batch }), MONDAY)
    expect(planned.batches.map((batch) => shown(batch.scheduledFor).slice(11))).toEqual([
      '09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00', '12:30', '13:00',
    ]) // prettier-ignore
    expect(planned.batches.at(-1)?.size).toBe(200)
  })

  test('with growth, ramp-up on 50,000 takes weeks where it took a year', () => {
    const growing = { ...DEFAULT_STRATEGIES.ramp_up, growth: { ...KEEP_GROWING } } as PlannerInput['strategy']
    const planned = plan(aPlan({ count: 50_000, strategy: growing }), MONDAY)
    expect(planned.days.slice(5, 8).map((day) => day.planned)).toEqual([200, 260, 338])
    expect(planned.sendingDays).toBe(22)
  })

  test('50,000 recipients in four zones, all with contacts before, each find one place', () => {
    const zones = [SANTIAGO, 'America/Bogota', 'America/Lima', 'America/Mexico_City']
    const recipients = people(50_000, (index) => ({
      zone: zones[index % 4] ?? null,
      sortKey: (index * 7919) % 9973,
    }))
    const history: PlannerInput['history'] = new Map(
      recipients.map(({ id }, index) => [
        `d${id.slice(1)}`,
        [{ at: MONDAY - (index % 9) * 1440 * MINUTE, channel: 'email' as const }],
      ]),
    )
    const strategy = DEFAULT_STRATEGIES.batch
    const rulePack = CONTACT_RULE_PACKS['CO-strict']
    const planned = plan(aPlan({ recipients, history, order: 'descending', rulePack, strategy }), MONDAY)
    expect(new Set(planned.batches.flatMap((batch) => batch.recipients)).size).toBe(50_000)
    expect(planned.putOff.length).toBeGreaterThan(5_000)
  })
})

describe('one day', () => {
  test('begins at once inside the window and leaves to the next sending day what no longer fits', () => {
    const planned = plan(aPlan({ count: 100 }), at('2026-11-27T16:20'))
    expect(planned.batches.map((batch) => [shown(batch.scheduledFor), batch.size, batch.projected])).toEqual([
      ['2026-11-27 16:20', 25, false],
      ['2026-11-30 09:00', 50, true],
      ['2026-11-30 10:00', 25, true],
    ])
  })

  test('after closing, on a Friday before a long weekend, begins on the next sending day', () => {
    const planned = plan(aPlan({ count: 10 }), at('2026-04-02T17:00'))
    expect(shown(planned.startsAt)).toBe('2026-04-06 09:00')
    expect(planned.batches[0]?.projected).toBe(false)
  })

  test('keeps the interval from the last batch, numbers on, and waits for the start that was set', () => {
    const late = plan(
      aPlan({ count: 10, lastBatchAt: at('2026-11-23T09:40'), firstBatchNumber: 7 }),
      at('2026-11-23T09:45'),
    )
    expect([shown(late.startsAt), late.batches[0]?.number]).toEqual(['2026-11-23 10:40', 7])
    expect(shown(plan(aPlan({ count: 10, startAt: at('2026-12-05T10:00') }), MONDAY).startsAt)).toBe(
      '2026-12-07 09:00',
    )
  })

  test('only the next sending day is real, and without projection everybody else says why', () => {
    const planned = plan(aPlan({ count: 120, project: false }), MONDAY)
    expect(planned.batches.map((batch) => [batch.number, batch.size, batch.projected])).toEqual([
      [1, 25, false],
      [2, 25, false],
    ])
    expect(new Set(planned.deferred.map((entry) => entry.reason))).toEqual(new Set(['daily_limit']))
    expect(planned.deferred).toHaveLength(70)
  })

  test('each zone opens by its own clock and the order decides who gets the quota', () => {
    const recipients = [
      ...people(60, () => ({ zone: 'Pacific/Auckland', sortKey: 1 })),
      ...people(40, () => ({ zone: 'America/Bogota', country: 'CO', sortKey: 9 })),
    ]
    const planned = plan(aPlan({ recipients, order: 'descending' }), MONDAY)
    const first = planned.batches.filter((batch) => !batch.projected)
    expect(first.map((batch) => [shown(batch.scheduledFor), batch.size])).toEqual([
      ['2026-11-23 11:00', 25],
      ['2026-11-23 12:00', 15],
      ['2026-11-23 17:00', 10],
    ])
    expect(first.flatMap((batch) => batch.recipients).filter((index) => index >= 60)).toHaveLength(40)
  })
})

describe('the limit of a domain', () => {
  test('what is used today leaves the rest, and the day already counts as a warm-up day', () => {
    const domain = { warmupDaysPassed: 0, quotaUsed: { '2026-11-23': 30 } }
    const planned = plan(aPlan({ count: 150, domain }), MONDAY)
    expect(planned.days.map((day) => [day.date, day.limit, day.used, day.planned])).toEqual([
      ['2026-11-23', 50, 30, 20],
      ['2026-11-24', 100, 0, 100],
      ['2026-11-25', 150, 0, 30],
    ])
  })

  test('a day used up by another campaign is a warm-up day without batches of this one', () => {
    const domain = { warmupDaysPassed: 0, quotaUsed: { '2026-11-23': 50 } }
    const planned = plan(aPlan({ count: 100, domain }), MONDAY)
    expect(planned.sendingDays).toBe(1)
    expect(planned.batches[0]).toMatchObject({ day: '2026-11-24', warmupDay: 2, projected: false })
  })

  test('two campaigns share every day, the older one first', () => {
    const plans = planTogether([aPlan({ count: 120 }), aPlan({ count: 300 })], MONDAY)
    const totals = new Map<string, number>()
    for (const day of plans.flatMap((one) => one.days))
      totals.set(day.date, (totals.get(day.date) ?? 0) + day.planned)
    expect([...totals]).toEqual([
      ['2026-11-23', 50],
      ['2026-11-24', 100],
      ['2026-11-25', 150],
      ['2026-11-26', 120],
    ])
    expect(plans[0]?.days.map((day) => day.planned)).toEqual([50, 70])
    expect(plans[1]?.days.map((day) => day.planned)).toEqual([0, 30, 150, 120])
  })

  test('the mail account’s own cap is kept', () => {
    const domain = { warmupDaysPassed: 9, quotaUsed: {}, dailyCap: 70 }
    expect(plan(aPlan({ count: 100, domain }), MONDAY).days.map((day) => day.planned)).toEqual([70, 30])
  })
})

describe('who is not sent, and why', () => {
  test('recipients to be skipped are blocked with their reason', () => {
    const recipients = people(3, (index) => ({ skip: index === 1 ? 'suppressed' : null }))
    const planned = plan(aPlan({ recipients }), MONDAY)
    expect(planned.blocked).toEqual([{ recipient: 1, reason: 'suppressed', article: null }])
    expect(planned.batches[0]?.recipients).toEqual([0, 2])
  })

  test('a debtor written to last week waits for the rule and is then placed', () => {
    const planned = plan(
      aPlan({
        recipients: people(3, () => ({ zone: 'America/Bogota', country: 'CO' })),
        rulePack: null,
        history: new Map([['d1', [{ at: at('2026-11-20T10:00', 'America/Bogota'), channel: 'email' }]]]),
      }),
      MONDAY,
    )
    expect(
      planned.batches.map((batch) => [shown(batch.scheduledFor, 'America/Bogota'), batch.recipients]),
    ).toEqual([
      ['2026-11-23 09:00', [0, 2]],
      ['2026-11-27 09:00', [1]],
    ])
    expect(planned.putOff).toEqual([
      {
        recipient: 1,
        reason: 'weekly_limit_of_contacts',
        until: at('2026-11-27T09:00', 'America/Bogota'),
        article: 'Ley 2300 de 2023, art. 3 (lectura estricta)',
      },
    ])
  })

  test('a contact reserved for later is respected when the turn comes only then', () => {
    const planned = plan(
      aPlan({
        recipients: people(51),
        rulePack: CONTACT_RULE_PACKS.CL,
        history: new Map([['d50', [{ at: at('2026-11-25T10:00'), channel: 'sms' }]]]),
      }),
      MONDAY,
    )
    expect(planned.batches.map((batch) => [batch.day, batch.size])).toEqual([
      ['2026-11-23', 25],
      ['2026-11-23', 25],
      ['2026-11-27', 1],
    ])
    expect(planned.putOff).toMatchObject([
      { recipient: 50, reason: 'too_soon', until: at('2026-11-27T09:00') },
    ])
  })

  test('two recipients of one debtor are contacts of that debtor', () => {
    const recipients = people(2, () => ({ debtorKey: 'same', country: 'CL' }))
    const planned = plan(aPlan({ recipients, rulePack: CONTACT_RULE_PACKS.CL }), MONDAY)
    expect(planned.batches.map((batch) => batch.day)).toEqual(['2026-11-23', '2026-11-25'])
  })

  test('without projection a debtor kept back by a rule is deferred with article and date', () => {
    const planned = plan(
      aPlan({
        recipients: people(2),
        rulePack: CONTACT_RULE_PACKS.CL,
        project: false,
        history: new Map([['d0', [{ at: at('2026-11-22T10:00'), channel: 'sms' }]]]),
      }),
      MONDAY,
    )
    expect(planned.deferred).toEqual([
      {
        recipient: 0,
        reason: 'too_soon',
        until: at('2026-11-24T09:00'),
        article: 'Ley 19.496, art. 37 (Ley 21.320)',
      },
    ])
  })

  test('a window that the rules never open blocks', () => {
    const window = { ...DEFAULT_SEND_WINDOW, weekdays: [7] }
    const planned = plan(aPlan({ count: 1, window, rulePack: CONTACT_RULE_PACKS.EC }), MONDAY)
    expect(planned.blocked).toEqual([{ recipient: 0, reason: 'window_never_open', article: 'LODC, art. 49' }])
  })

  test('a message without a way to opt out blocks where it is required', () => {
    const planned = plan(aPlan({ count: 1, optOut: false, rulePack: CONTACT_RULE_PACKS.US }), MONDAY)
    expect(planned.blocked).toMatchObject([{ reason: 'opt_out_missing', article: '12 CFR § 1006.6(e)' }])
  })

  test('planning into a year without a holiday table is refused', () => {
    const planned = plan(aPlan({ count: 5 }), at('2027-12-31T18:00'))
    expect(planned.batches).toEqual([])
    expect(planned.blocked.map((entry) => entry.reason)).toEqual(Array(5).fill('holiday_table_missing'))
    expect(planned.missingTables).toEqual([{ country: 'CL', year: 2028, effect: 'blocks' }])
    expect(plan(aPlan({ count: 5 }), at('2028-03-06T10:00')).blocked).toHaveLength(5)
  })

  test('a country without a table is refused and the others go', () => {
    const recipients = people(2, (index) => ({ country: index === 0 ? 'BR' : 'CL' }))
    const planned = plan(aPlan({ recipients }), MONDAY)
    expect(planned.blocked).toEqual([{ recipient: 0, reason: 'holiday_table_missing', article: null }])
    expect(planned.batches[0]?.recipients).toEqual([1])
    const window = { ...DEFAULT_SEND_WINDOW, excludeHolidays: false }
    expect(plan(aPlan({ recipients, window }), MONDAY).blocked).toEqual([])
  })

  test('days projected into such a year are shown, and the plan says what they assume', () => {
    const planned = plan(
      aPlan({ count: 1000, strategy: DEFAULT_STRATEGIES.conservative }),
      at('2027-12-13T08:00'),
    )
    expect(planned.blocked).toEqual([])
    expect(planned.missingTables).toEqual([{ country: 'CL', year: 2028, effect: 'assumed' }])
  })
})

describe('order', () => {
  const keys = [3, null, 9, 1, 9]
  const recipients = people(5, (index) => ({ sortKey: keys[index] ?? null }))
  test.each([
    ['input', [0, 1, 2, 3, 4]],
    ['ascending', [3, 0, 2, 4, 1]],
    ['descending', [2, 4, 0, 3, 1]],
  ] as const)('%s', (order, expected) => {
    expect(plan(aPlan({ recipients, order }), MONDAY).batches[0]?.recipients).toEqual(expected)
  })

  test('shuffled repeats with the seed and changes with it', () => {
    const order = (seed: number) => plan(aPlan({ count: 40, order: 'shuffled', seed }), MONDAY).batches
    expect(order(1)).toEqual(order(1))
    expect(order(1)).not.toEqual(order(2))
  })
})
