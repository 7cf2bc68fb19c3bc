import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateGate, wilsonLowerBound } from '../../../shared/domain/gates.ts'
import {
  DEFAULT_STRATEGIES,
  KEEP_GROWING,
  recommendedStrategy,
  STRATEGY_KINDS,
  strategySchema,
} from '../../../shared/domain/strategies.ts'
import { allowanceOfDay } from '../../../shared/domain/warmup.ts'

const { ramp_up: rampUp, batch, conservative } = DEFAULT_STRATEGIES

describe('delivery strategies', () => {
  test.each(STRATEGY_KINDS)('the default of %s is within its own bounds', (kind) => {
    expect(strategySchema.safeParse(DEFAULT_STRATEGIES[kind]).error).toBeUndefined()
  })

  test.each([
    [1, 50, 25],
    [2, 100, 50],
    [3, 150, 75],
    [5, 150, 75],
    [6, 200, 100],
    [252, 200, 100],
  ])('ramp-up on day %i allows %i in batches of %i, an hour apart', (day, limit, batchSize) => {
    expect(allowanceOfDay(rampUp, day)).toMatchObject({ limit, batchSize, intervalMinutes: 60 })
  })

  test.each([
    [1, 10, 10],
    [2, 20, 10],
    [3, 30, 15],
    [5, 30, 15],
    [6, 50, 25],
    [1000, 50, 25],
  ])('conservative on day %i allows %i in batches of %i', (day, limit, batchSize) => {
    expect(allowanceOfDay(conservative, day)).toMatchObject({ limit, batchSize, intervalMinutes: 60 })
  })

  test('batch allows a hundred batches of 500, half an hour apart', () => {
    expect(allowanceOfDay(batch, 1)).toEqual({
      limit: 50_000,
      batchSize: 500,
      intervalMinutes: 30,
      maxBatches: 100,
    })
  })

  test.each([
    [6, 200, 100],
    [7, 260, 130],
    [8, 338, 169],
    [9, 439, 220],
    [20, 7874, 1000],
  ])('growing by 1.3, day %i allows %i in batches of %i', (day, limit, batchSize) => {
    const growing = { ...rampUp, growth: KEEP_GROWING } as typeof rampUp
    expect(allowanceOfDay(growing, day)).toMatchObject({ limit, batchSize })
  })

  test('editing stays within bounds', () => {
    if (rampUp.kind === 'batch' || batch.kind !== 'batch') throw new Error('kinds')
    expect(strategySchema.safeParse({ ...batch, batchSize: 1001 }).success).toBe(false)
    expect(strategySchema.safeParse({ ...batch, batchesPerDay: 9 }).success).toBe(false)
    expect(strategySchema.safeParse({ ...batch, intervalMinutes: 14 }).success).toBe(false)
    expect(strategySchema.safeParse({ ...batch, concurrency: 11 }).success).toBe(false)
    expect(strategySchema.safeParse({ ...rampUp, steps: rampUp.steps.slice(1) }).success).toBe(false)
    expect(strategySchema.safeParse({ ...rampUp, steps: rampUp.steps.toReversed() }).success).toBe(false)
  })

  test('trouble asks for caution and warmth allows speed', () => {
    expect(recommendedStrategy({ warmedUp: false, hasIssues: false })).toBe('ramp_up')
    expect(recommendedStrategy({ warmedUp: true, hasIssues: false })).toBe('batch')
    expect(recommendedStrategy({ warmedUp: true, hasIssues: true })).toBe('conservative')
  })
})

describe('gates', () => {
  const gate = rampUp.gate
  if (!gate) throw new Error('ramp_up has a gate')
  const day = { sent: 50, delivered: 50, hardBounces: 0, opened: 25, complaints: 0 }

  test('three bounces of fifty are at least 2.4 %', () => {
    expect(wilsonLowerBound(3, 50)).toBeCloseTo(0.0242, 4)
    expect(wilsonLowerBound(0, 50)).toBe(0)
    expect(wilsonLowerBound(0, 0)).toBe(0)
  })

  test.each([
    ['a good day', {}, 'pass', []],
    ['3 bounces of 50, which say little', { delivered: 47, hardBounces: 3 }, 'warn', ['delivery', 'bounce']],
    [
      '5 hard bounces of 150',
      { sent: 150, delivered: 145, hardBounces: 5, opened: 60 },
      'fail',
      ['hard_bounces'],
    ],
    [
      '7 bounces of 98',
      { sent: 98, delivered: 91, hardBounces: 7, opened: 40 },
      'fail',
      ['delivery', 'bounce', 'hard_bounces'],
    ],
    ['5 of 1,000 on a large day', { sent: 1000, delivered: 995, hardBounces: 5, opened: 400 }, 'pass', []],
    [
      'a rate beyond the limit with 100',
      { sent: 100, delivered: 94, hardBounces: 4, opened: 40 },
      'fail',
      ['delivery'],
    ],
    ['exactly the limit', { sent: 100, delivered: 95, hardBounces: 0, opened: 40 }, 'warn', ['delivery']],
    ['a complaint', { complaints: 1 }, 'fail', ['complaint']],
    ['9 opens of 50', { opened: 9 }, 'warn', ['open']],
    ['1 open of 50', { opened: 1 }, 'fail', ['open']],
    ['nothing sent', { sent: 0, delivered: 0, opened: 0 }, 'pass', []],
  ] as const)('%s', (_, change, verdict, metrics) => {
    const result = evaluateGate(gate, { ...day, ...change })
    expect(result.verdict).toBe(verdict)
    expect(result.findings.map((finding) => finding.metric)).toEqual(metrics)
  })

  test('the open gate is skipped, and says so, where tracking is off', () => {
    expect(evaluateGate(gate, { ...day, opened: null })).toEqual({
      verdict: 'pass',
      findings: [],
      skipped: ['open'],
    })
  })

  test('a finding can be told in words', () => {
    const result = evaluateGate(gate, { ...day, sent: 98, delivered: 91, hardBounces: 7, opened: 40 })
    expect(result.findings).toContainEqual({
      metric: 'hard_bounces',
      verdict: 'fail',
      count: 7,
      sample: 98,
      limit: 5,
    })
  })

  test('more bounces never make a day better', () => {
    const order = ['pass', 'warn', 'fail']
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 499 }), (sent, bounced) => {
        const few = Math.min(bounced, sent - 1)
        const verdict = (hardBounces: number) =>
          order.indexOf(
            evaluateGate(gate, { ...day, sent, delivered: sent - hardBounces, hardBounces, opened: null })
              .verdict,
          )
        expect(verdict(few + 1)).toBeGreaterThanOrEqual(verdict(few))
      }),
    )
  })
})
