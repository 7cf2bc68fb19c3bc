import { describe, expect, test } from 'vitest'
import { changeRepetition, cronOfPlan, planOfCron } from '../../../renderer/features/schedules/cron-plan.ts'
import { cronInWords } from '../../../renderer/features/schedules/words.ts'

describe('the schedule builder', () => {
  test.each([
    ['*/15 * * * *', 'minutes'],
    ['* * * * *', 'minutes'],
    ['5 * * * *', 'hour'],
    ['30 1 * * *', 'day'],
    ['0 8 * * 1,3,5', 'week'],
    ['0 8 1 * *', 'month'],
    ['0 8 1 1 *', 'cron'],
    ['0 8,20 * * *', 'cron'],
    ['0 8 L * *', 'cron'],
    ['0 0 1 * 1', 'cron'],
  ])('reads %s as %s and writes the same again', (cron, every) => {
    const plan = planOfCron(cron)
    expect(plan.every).toBe(every)
    expect(cronOfPlan(plan)).toBe(cron)
  })

  test('a range of weekdays and Sunday as 7 mean the same days', () => {
    expect(planOfCron('0 8 * * 1-5')).toEqual({ every: 'week', time: '08:00', weekdays: [1, 2, 3, 4, 5] })
    expect(planOfCron('0 8 * * 7')).toEqual({ every: 'week', time: '08:00', weekdays: [0] })
    expect(planOfCron('0 8 * * 5-1').every).toBe('cron')
  })

  test('another repetition keeps the time', () => {
    expect(changeRepetition(planOfCron('30 1 * * *'), 'month')).toEqual({
      every: 'month',
      time: '01:30',
      day: 1,
    })
    expect(changeRepetition(planOfCron('30 1 * * *'), 'cron')).toEqual({ every: 'cron', cron: '30 1 * * *' })
  })
})

describe('a cron expression in words', () => {
  test.each([
    ['30 1 * * *', 'A las 01:30, cada día', 'At 01:30, every day'],
    ['*/15 * * * *', 'Cada 15 minutos', 'Every 15 minutes'],
    ['5 * * * *', 'A los 5 minutos de cada hora', 'At 5 minutes past every hour'],
    [
      '15 22 * * 1,3,5',
      'A las 22:15, solo el lunes, miércoles y viernes',
      'At 22:15, only on Monday, Wednesday, and Friday',
    ],
  ])('%s', (cron, es, en) => {
    expect(cronInWords(cron, 'es')).toBe(es)
    expect(cronInWords(cron, 'en')).toBe(en)
  })

  test('what is no expression of five fields has no words', () => {
    for (const cron of ['', '61 25 * * *', '* * * *', '0 0 * * * *', 'mañana'])
      expect(cronInWords(cron, 'es')).toBeUndefined()
  })
})
