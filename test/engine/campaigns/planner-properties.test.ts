import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plan, planTogether } from '../../../main/engine/campaigns/planner.ts'
import type { Plan, PlannerInput, PlannerRecipient } from '../../../main/engine/campaigns/planner-types.ts'
import type { PastContact } from '../../../shared/domain/contact-rules/evaluate.ts'
import { evaluate } from '../../../shared/domain/contact-rules/evaluate.ts'
import { CONTACT_CHANNELS } from '../../../shared/domain/contact-rules/pack.ts'
import {
  CONTACT_RULE_PACK_IDS,
  CONTACT_RULE_PACKS,
  defaultPackFor,
} from '../../../shared/domain/contact-rules/packs.ts'
import { holidayCalendar } from '../../../shared/domain/holidays/calendar.ts'
import { DEFAULT_STRATEGIES, KEEP_GROWING, STRATEGY_KINDS } from '../../../shared/domain/strategies.ts'
import { allowanceOfDay } from '../../../shared/domain/warmup.ts'
import { contains, weeklyHours } from '../../../shared/domain/windows.ts'
import { addDays, localDateAt, MINUTE } from '../../../shared/domain/zoned-time.ts'

const ZONES = ['America/Santiago', 'America/Bogota', 'Pacific/Auckland', 'America/New_York']
const COUNTRIES = ['CL', 'CO', 'US', 'EC', 'MX']
const DAY = 1440 * MINUTE

const recipient: fc.Arbitrary<Omit<PlannerRecipient, 'id'>> = fc.record({
  zone: fc.constantFrom(...ZONES, null),
  country: fc.constantFrom(...COUNTRIES, null),
  debtorKey: fc.option(
    fc.integer({ min: 0, max: 60 }).map((number) => `d${number}`),
    { nil: null },
  ),
  sortKey: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
  skip: fc.constantFrom(null, null, null, null, 'suppressed'),
})

const window = fc
  .record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    from: fc.integer({ min: 0, max: 22 }),
    hours: fc.integer({ min: 1, max: 24 }),
    excludeHolidays: fc.boolean(),
  })
  .map(({ weekdays, from, hours, excludeHolidays }) => ({
    weekdays,
    from: `${String(from).padStart(2, '0')}:00`,
    to: `${String(Math.min(24, from + hours)).padStart(2, '0')}:00`,
    excludeHolidays,
  }))

/** Around the changes of the clock in all four zones, Easter, year's end. */
const moments = [
  '2026-03-05',
  '2026-04-02',
  '2026-09-03',
  '2026-09-24',
  '2026-10-30',
  '2026-11-23',
  '2026-12-29',
]
const at = fc
  .record({ day: fc.constantFrom(...moments), minute: fc.integer({ min: 0, max: 3 * 1440 }) })
  .map(({ day, minute }) => Date.parse(`${day}T00:00:00Z`) + minute * MINUTE)

const STRATEGIES = STRATEGY_KINDS.flatMap((kind): PlannerInput['strategy'][] => {
  const chosen = DEFAULT_STRATEGIES[kind]
  return chosen.kind === 'batch' ? [chosen] : [chosen, { ...chosen, growth: { ...KEEP_GROWING } }]
})

const contact = fc.record({
  key: fc.integer({ min: 0, max: 60 }),
  minutesAgo: fc.integer({ min: -3 * 1440, max: 10 * 1440 }),
  channel: fc.constantFrom(...CONTACT_CHANNELS),
  direct: fc.boolean(),
})

type Case = { input: PlannerInput; at: number }

const aCase: fc.Arbitrary<Case> = fc
  .record({
    recipients: fc.array(recipient, { minLength: 1, maxLength: 300, size: 'max' }),
    window,
    at,
    strategy: fc.constantFrom(...STRATEGIES),
    contacts: fc.array(contact, { maxLength: 60 }),
    pack: fc.constantFrom(...CONTACT_RULE_PACK_IDS, null),
    zone: fc.constantFrom(...ZONES),
    order: fc.constantFrom(
      'input' as const,
      'ascending' as const,
      'descending' as const,
      'shuffled' as const,
    ),
    seed: fc.integer(),
    warmupDaysPassed: fc.integer({ min: 0, max: 8 }),
    used: fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 4, maxLength: 4 }),
    dailyCap: fc.option(fc.integer({ min: 1, max: 100 }), { nil: null }),
    project: fc.boolean(),
  })
  .map((given) => {
    const history = new Map<string, PastContact[]>()
    for (const { key, minutesAgo, channel, direct } of given.contacts) {
      const entry = { at: given.at - minutesAgo * MINUTE, channel, direct }
      history.set(`d${key}`, [...(history.get(`d${key}`) ?? []), entry])
    }
    const today = localDateAt(given.zone, given.at)
    const quotaUsed = Object.fromEntries(given.used.map((count, index) => [addDays(today, index), count]))
    const input: PlannerInput = {
      recipients: given.recipients.map((one, index) => ({ id: `r${index}`, ...one })),
      order: given.order,
      strategy: given.strategy,
      workspace: { zone: given.zone, country: 'CL' },
      domain: { warmupDaysPassed: given.warmupDaysPassed, quotaUsed, dailyCap: given.dailyCap },
      window: given.window,
      rulePack: given.pack === null ? null : CONTACT_RULE_PACKS[given.pack],
      history,
      seed: given.seed,
      project: given.project,
      horizonDays: 60,
    }
    return { input, at: given.at }
  })

function check(property: (made: Case, planned: Plan) => void, runs = 150): void {
  fc.assert(
    fc.property(aCase, (made) => property(made, plan(made.input, made.at))),
    { numRuns: runs },
  )
}

/** Recipients with their batch's instant, in the order of sending. */
const sends = (planned: Plan) =>
  planned.batches.flatMap((batch) => batch.recipients.map((index) => ({ index, at: batch.scheduledFor })))

describe('whatever the campaign', () => {
  test('every recipient is once in a batch, deferred or blocked', () => {
    check(({ input }, planned) => {
      const all = [
        ...planned.batches.flatMap((batch) => batch.recipients),
        ...planned.deferred.map((entry) => entry.recipient),
        ...planned.blocked.map((entry) => entry.recipient),
      ]
      expect(all.sort((a, b) => a - b)).toEqual(input.recipients.map((_, index) => index))
      expect(planned.batches.every((batch) => batch.size === batch.recipients.length && batch.size > 0)).toBe(
        true,
      )
    })
  })

  test('no local date of the workspace carries more than its limit', () => {
    check(({ input }, planned) => {
      const totals = new Map<string, number>()
      for (const batch of planned.batches) {
        expect(localDateAt(input.workspace.zone, batch.scheduledFor)).toBe(batch.day)
        totals.set(batch.day, (totals.get(batch.day) ?? 0) + batch.size)
        expect(batch.size).toBeLessThanOrEqual(allowanceOfDay(input.strategy, batch.warmupDay).batchSize)
      }
      let warmupDay = input.domain.warmupDaysPassed
      for (const day of planned.days) {
        warmupDay += 1
        expect(day.warmupDay).toBe(warmupDay)
        const limit = Math.min(
          allowanceOfDay(input.strategy, warmupDay).limit,
          input.domain.dailyCap ?? Infinity,
        )
        const own = totals.get(day.date) ?? 0
        const left = Math.max(0, limit - (input.domain.quotaUsed[day.date] ?? 0))
        expect(own).toBeLessThanOrEqual(left)
        totals.delete(day.date)
      }
      expect(totals.size).toBe(0)
    })
  })

  test('nothing is sent outside window, rules or holidays, contacts of the plan itself included', () => {
    check(({ input, at: now }, planned) => {
      const hours = weeklyHours(input.window)
      const ledger = new Map<string, PastContact[]>()
      for (const { index, at: when } of sends(planned)) {
        const one = input.recipients[index]
        if (!one) throw new Error('unknown recipient')
        const zone = one.zone ?? input.workspace.zone
        const country = one.country ?? 'CL'
        const { isHoliday, coversYear } = holidayCalendar(country)
        const year = Number(localDateAt(zone, when).slice(0, 4))
        const known = coversYear(year) ? isHoliday : () => false
        const key = one.debtorKey ?? `none-${index}`
        const history = [...(input.history.get(key) ?? []), ...(ledger.get(key) ?? [])]
        expect(when).toBeGreaterThanOrEqual(now)
        expect(contains(hours, zone, known, when)).toBe(true)
        expect(
          evaluate(input.rulePack ?? defaultPackFor(country), { at: when, zone, isHoliday: known, history }),
        ).toEqual({
          verdict: 'allow',
        })
        ledger.set(key, [...(ledger.get(key) ?? []), { at: when, channel: 'email' }])
      }
    })
  })

  test('batches are numbered in time, an interval apart on each day, and only the first day is real', () => {
    check(({ input }, planned) => {
      const [first] = planned.batches
      for (const [index, batch] of planned.batches.entries()) {
        expect(batch.number).toBe(index + 1)
        expect(batch.projected).toBe(batch.day !== first?.day)
        const before = planned.batches[index - 1]
        if (before?.day !== batch.day) continue
        const { intervalMinutes } = allowanceOfDay(input.strategy, batch.warmupDay)
        expect(batch.scheduledFor - before.scheduledFor).toBeGreaterThanOrEqual(intervalMinutes * MINUTE)
      }
      expect(planned.sendingDays).toBeLessThanOrEqual(input.project === false ? 1 : 61)
    })
  })

  test('the same input gives the same plan', () => {
    check(({ input, at: now }, planned) => {
      expect(plan(input, now)).toEqual(planned)
    }, 40)
  })

  test('nobody suppressed is in a batch and nobody is blocked without a reason', () => {
    check(({ input }, planned) => {
      for (const { index } of sends(planned)) expect(input.recipients[index]?.skip).toBeNull()
      for (const entry of planned.blocked) expect(entry.reason).not.toBe('')
      for (const entry of planned.putOff) expect(entry.article).not.toBe('')
    })
  })

  test('a plan made again after part of it was sent stays within the day', () => {
    fc.assert(
      fc.property(aCase, fc.integer({ min: 1, max: 4 }), ({ input, at: now }, sent) => {
        const planned = plan(input, now)
        const done = planned.batches.filter((batch) => !batch.projected).slice(0, sent)
        const last = done.at(-1)
        if (!last) return
        const gone = new Set(done.flatMap((batch) => batch.recipients))
        const used = input.domain.quotaUsed[last.day] ?? 0
        const rest = plan(
          {
            ...input,
            recipients: input.recipients.filter((_, index) => !gone.has(index)),
            domain: {
              ...input.domain,
              quotaUsed: { ...input.domain.quotaUsed, [last.day]: used + gone.size },
            },
            lastBatchAt: last.scheduledFor,
          },
          last.scheduledFor + MINUTE,
        )
        const sameDay = rest.batches.filter((batch) => batch.day === last.day)
        const total = used + gone.size + sameDay.reduce((sum, batch) => sum + batch.size, 0)
        const summary = planned.days.find((day) => day.date === last.day)
        expect(total).toBeLessThanOrEqual(summary?.limit ?? 0)
      }),
      { numRuns: 80 },
    )
  })
})

describe('campaigns that share a domain', () => {
  test('never pass the day’s limit together', () => {
    fc.assert(
      fc.property(
        aCase,
        fc.array(fc.integer({ min: 1, max: 250 }), { minLength: 2, maxLength: 4 }),
        (made, sizes) => {
          const inputs = sizes.map((size) => ({
            ...made.input,
            recipients: made.input.recipients.slice(0, size),
            project: true,
          }))
          const plans = planTogether(inputs, made.at)
          const totals = new Map<string, { total: number; limit: number }>()
          for (const day of plans.flatMap((one) => one.days)) {
            const known = totals.get(day.date) ?? {
              total: made.input.domain.quotaUsed[day.date] ?? 0,
              limit: day.limit,
            }
            totals.set(day.date, {
              total: known.total + day.planned,
              limit: Math.max(known.limit, day.limit),
            })
          }
          for (const [date, { total, limit }] of totals) {
            expect(total).toBeLessThanOrEqual(Math.max(limit, made.input.domain.quotaUsed[date] ?? 0))
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('a campaign across a change of the clock opens at nine on both sides of it', () => {
  for (const [zone, day] of [
    ['America/Santiago', '2026-09-04'],
    ['America/New_York', '2026-10-30'],
    ['Pacific/Auckland', '2026-09-25'],
  ] as const) {
    const planned = plan(
      {
        recipients: Array.from({ length: 120 }, (_, index) => ({ id: `r${index}` })),
        order: 'input',
        strategy: DEFAULT_STRATEGIES.ramp_up,
        workspace: { zone, country: 'CL' },
        domain: { warmupDaysPassed: 0, quotaUsed: {} },
        window: { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '17:00', excludeHolidays: false },
        rulePack: CONTACT_RULE_PACKS.none,
        history: new Map(),
        seed: 1,
      },
      Date.parse(`${day}T12:00:00Z`) - DAY,
    )
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'short' })
    const openings = planned.days.slice(1).map((summary) => {
      const first = planned.batches.find((batch) => batch.day === summary.date)
      return format.format(first?.scheduledFor)
    })
    expect(new Set(openings)).toEqual(new Set(['09:00']))
  }
})
