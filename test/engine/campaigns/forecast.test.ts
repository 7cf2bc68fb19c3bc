import { describe, expect, test } from 'vitest'
import type { Assumptions } from '../../../main/engine/campaigns/forecast.ts'
import { forecast } from '../../../main/engine/campaigns/forecast.ts'
import { laneOfDomain, laneOfMx, spreadLanes } from '../../../main/engine/campaigns/lanes.ts'
import { plan } from '../../../main/engine/campaigns/planner.ts'
import type { PlannerInput } from '../../../main/engine/campaigns/planner-types.ts'
import { CONTACT_RULE_PACKS } from '../../../shared/domain/contact-rules/packs.ts'
import { DEFAULT_STRATEGIES } from '../../../shared/domain/strategies.ts'
import { DEFAULT_SEND_WINDOW } from '../../../shared/domain/windows.ts'

const MONDAY = Date.parse('2026-11-23T11:00:00Z')
const GOOD: Assumptions = { openRate: 0.35, bounceRate: 0.01, complaintRate: 0 }

function aPlan(change: Partial<PlannerInput> & { count?: number } = {}): PlannerInput {
  const { count = 4200, ...rest } = change
  return {
    recipients: Array.from({ length: count }, (_, index) => ({ id: `r${index}`, debtorKey: `d${index}` })),
    order: 'input',
    strategy: DEFAULT_STRATEGIES.ramp_up,
    workspace: { zone: 'America/Santiago', country: 'CL' },
    domain: { warmupDaysPassed: 0, quotaUsed: {} },
    window: DEFAULT_SEND_WINDOW,
    rulePack: CONTACT_RULE_PACKS.CL,
    history: new Map(),
    seed: 1,
    ...rest,
  }
}

describe('the forecast', () => {
  test('of good days is the plan itself: 46 batches over 23 sending days', () => {
    const input = aPlan()
    const made = forecast(input, GOOD, { at: MONDAY })
    const planned = plan(input, MONDAY)
    expect([made.batches.length, made.sendingDays, made.repeatedDays]).toEqual([46, 23, 0])
    expect(made.batches).toEqual(planned.batches)
    expect(made.finishAt).toBe(planned.finishAt)
  })

  test('a day that fails its gate repeats its limit', () => {
    const made = forecast(aPlan({ count: 400 }), { ...GOOD, bounceRate: 0.15 }, { at: MONDAY, advice: false })
    expect(made.days.map((day) => [day.warmupDay, day.planned, day.repeated])).toEqual(
      Array.from({ length: 8 }, () => [1, 50, true]),
    )
    expect(made.days[0]?.findings.map((finding) => finding.metric)).toContain('bounce')
    expect(made.repeatedDays).toBe(8)
  })

  test('few opens hold the ladder back, and without tracking they are not asked for', () => {
    const few = forecast(aPlan(), { ...GOOD, openRate: 0.05 }, { at: MONDAY, advice: false })
    const untracked = forecast(aPlan(), { ...GOOD, openRate: null }, { at: MONDAY, advice: false })
    expect(few.sendingDays).toBe(84)
    expect(untracked.sendingDays).toBe(23)
  })

  test('complaints gather over days until there is one', () => {
    const made = forecast(
      aPlan({ count: 700 }),
      { ...GOOD, complaintRate: 0.005 },
      { at: MONDAY, advice: false },
    )
    expect(made.days.map((day) => [day.planned, day.repeated])).toEqual([
      [50, false],
      [100, false],
      [150, true],
      [150, true],
      [150, true],
      [100, false],
    ])
  })

  test('a batch strategy has no gate to fail', () => {
    const input = aPlan({ strategy: DEFAULT_STRATEGIES.batch })
    const made = forecast(input, { openRate: 0, bounceRate: 0.5, complaintRate: 0.1 }, { at: MONDAY })
    expect([made.batches.length, made.sendingDays]).toEqual([9, 1])
    expect(made.advice).toEqual([])
  })

  test('50,000 on ramp-up takes a year, and the advice names what shortens it with its own figures', () => {
    const made = forecast(aPlan({ count: 50_000 }), GOOD, { at: MONDAY })
    expect(made.sendingDays).toBe(252)
    expect(made.advice.map((advice) => advice.kind)).toEqual([
      'batch_strategy',
      'keep_growing',
      'second_domain',
      'saturdays',
    ])
    expect(made.advice.map((advice) => advice.sendingDays)).toEqual([7, 22, 127, 252])
    for (const advice of made.advice) expect(advice.finishAt).toBeLessThan(made.finishAt ?? 0)
  })

  test('who is not sent is counted by reason', () => {
    const input = aPlan({ count: 10 })
    const skips = ['suppressed', 'suppressed', 'paid']
    const made = forecast(
      {
        ...input,
        recipients: input.recipients.map(({ id, debtorKey }, index) => ({
          id,
          debtorKey: debtorKey ?? null,
          skip: skips[index] ?? null,
        })),
        history: new Map([['d9', [{ at: MONDAY - 3_600_000, channel: 'sms' }]]]),
      },
      GOOD,
      { at: MONDAY },
    )
    expect(made.notSent).toEqual([
      { reason: 'suppressed', count: 2 },
      { reason: 'paid', count: 1 },
    ])
    expect(made.putOff).toEqual([{ reason: 'too_soon', count: 1 }])
    expect(made.sendingDays).toBe(2)
  })

  test('an empty campaign has no dates', () => {
    const made = forecast(aPlan({ count: 0 }), GOOD, { at: MONDAY })
    expect([made.startsAt, made.finishAt, made.sendingDays, made.days]).toEqual([null, null, 0, []])
  })
})

describe('lanes', () => {
  test.each([
    ['gmail-smtp-in.l.google.com', 'google'],
    ['ASPMX.L.GOOGLE.COM.', 'google'],
    ['mta7.am0.yahoodns.net', 'yahoo'],
    ['outlook-com.olc.protection.outlook.com', 'outlook'],
    ['firma-cl.mail.protection.outlook.com', 'microsoft365'],
    ['mx01.mail.icloud.com', 'apple'],
    ['notgoogle.com', 'other'],
    ['mx.firma.cl', 'other'],
  ] as const)('%s belongs to %s', (host, lane) => {
    expect(laneOfMx(host)).toBe(lane)
  })

  test('consumer domains need no DNS', () => {
    expect(laneOfDomain('Gmail.com')).toBe('google')
    expect(laneOfDomain('firma.cl')).toBeUndefined()
  })

  test('a batch is spread over its lanes, each in its own order', () => {
    const items = ['g1', 'g2', 'g3', 'g4', 'y1', 'y2', 'o1']
    const lanes = { g: 'google', y: 'yahoo', o: 'other' } as const
    const spread = spreadLanes(items, (item) => lanes[item[0] as 'g' | 'y' | 'o'])
    expect(spread).toEqual(['g1', 'y1', 'g2', 'o1', 'g3', 'y2', 'g4'])
  })
})
