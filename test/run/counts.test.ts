import { describe, expect, test } from 'vitest'
import { add, closingLine, countPlaywright, countVitest, judge } from './counts.ts'

const vitest = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1, testResults: [] }

describe('the counts that close npm test', () => {
  test('read as passed and failed, with the skipped only where there are any', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
    expect(closingLine({ passed: 12, failed: 2, skipped: 1 })).toBe('12 passed, 2 failed, 1 skipped')
  })

  test('sum over runners', () => {
    const browser = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] }
    const sum = add(countVitest(vitest), countPlaywright(browser))
    expect(sum).toEqual({ passed: 8, failed: 2, skipped: 4 })
  })

  test('count a test file that could not be loaded as a failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }]
    expect(countVitest({ ...vitest, numFailedTests: 0, testResults }).failed).toBe(1)
  })

  test('count errors outside of browser tests as a failure', () => {
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }
    expect(countPlaywright({ stats, errors: [{ message: 'no tests' }] }).failed).toBe(1)
  })

  test('never call a runner good that ended badly or left no report', () => {
    expect(judge(undefined, 0).failed).toBe(1)
    expect(judge({ passed: 5, failed: 0, skipped: 0 }, 1).failed).toBe(1)
    expect(judge({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2)
    expect(judge({ passed: 5, failed: 0, skipped: 0 }, 0)).toEqual({ passed: 5, failed: 0, skipped: 0 })
  })
})
