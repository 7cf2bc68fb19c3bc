/** What the builder offers. Whatever it cannot say stays a cron expression. */
export type CronPlan =
  | { every: 'minutes'; minutes: number }
  | { every: 'hour'; minute: number }
  | { every: 'day'; time: string }
  | { every: 'week'; time: string; weekdays: number[] }
  | { every: 'month'; time: string; day: number }
  | { every: 'cron'; cron: string }

export const repetitions = ['minutes', 'hour', 'day', 'week', 'month', 'cron'] as const

const number = (text: string | undefined, most: number): number | undefined =>
  text !== undefined && /^\d{1,2}$/.test(text) && Number(text) <= most ? Number(text) : undefined

const timeOf = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`

/** Numbers and ranges of weekdays, `1-5` or `1,3,5`; 0 and 7 are Sunday. */
function weekdaysOf(field: string | undefined): number[] | undefined {
  if (field === undefined) return undefined
  const days = field.split(',').flatMap((part) => {
    const range = /^([0-7])(?:-([0-7]))?$/.exec(part)
    if (!range) return [Number.NaN]
    const from = Number(range[1])
    const to = Number(range[2] ?? range[1])
    return from > to ? [Number.NaN] : Array.from({ length: to - from + 1 }, (_, index) => (from + index) % 7)
  })
  return days.some(Number.isNaN) ? undefined : [...new Set(days)].toSorted((a, b) => a - b)
}

/** The builder's plan for a cron expression of five fields. */
export function planOfCron(cron: string): CronPlan {
  const [minutes, hours, day, month, weekday] = cron.trim().split(/\s+/)
  const other: CronPlan = { every: 'cron', cron: cron.trim() }
  if (month !== '*') return other
  const step = /^\*\/(\d{1,2})$/.exec(minutes ?? '')?.[1]
  if (day === '*' && weekday === '*' && hours === '*') {
    if (step) return { every: 'minutes', minutes: Number(step) }
    if (minutes === '*') return { every: 'minutes', minutes: 1 }
    const minute = number(minutes, 59)
    return minute === undefined ? other : { every: 'hour', minute }
  }
  const [hour, minute] = [number(hours, 23), number(minutes, 59)]
  if (hour === undefined || minute === undefined) return other
  const time = timeOf(hour, minute)
  if (day === '*' && weekday === '*') return { every: 'day', time }
  if (day === '*') {
    const weekdays = weekdaysOf(weekday)
    return weekdays ? { every: 'week', time, weekdays } : other
  }
  const monthDay = number(day, 31)
  return weekday === '*' && monthDay ? { every: 'month', time, day: monthDay } : other
}

/** The cron expression of a plan. A time that is not written whole counts as midnight. */
export function cronOfPlan(plan: CronPlan): string {
  const at = (time: string): string => {
    const [hour, minute] = time.split(':').map(Number)
    return `${minute || 0} ${hour || 0}`
  }
  switch (plan.every) {
    case 'minutes':
      return plan.minutes <= 1 ? '* * * * *' : `*/${plan.minutes} * * * *`
    case 'hour':
      return `${plan.minute} * * * *`
    case 'day':
      return `${at(plan.time)} * * *`
    case 'week':
      return `${at(plan.time)} * * ${plan.weekdays.length === 0 ? '*' : plan.weekdays.join(',')}`
    case 'month':
      return `${at(plan.time)} ${plan.day} * *`
    case 'cron':
    default:
      return plan.cron.trim()
  }
}

/** The plan of another repetition, keeping the time that was chosen. */
export function changeRepetition(plan: CronPlan, every: CronPlan['every']): CronPlan {
  const time = 'time' in plan ? plan.time : '08:00'
  switch (every) {
    case 'minutes':
      return { every, minutes: 15 }
    case 'hour':
      return { every, minute: 0 }
    case 'day':
      return { every, time }
    case 'week':
      return { every, time, weekdays: [1, 2, 3, 4, 5] }
    case 'month':
      return { every, time, day: 1 }
    case 'cron':
    default:
      return { every, cron: cronOfPlan(plan) }
  }
}
