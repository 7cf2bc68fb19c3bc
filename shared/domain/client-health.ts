/** Health in words: `low` needs somebody's attention, `unknown` was never assessed. */
export const healthBands = ['good', 'fair', 'low', 'unknown'] as const
export type HealthBand = (typeof healthBands)[number]

/** Where a band begins, on the scale of 0 to 100. */
export const HEALTH_FROM = { good: 70, fair: 40, low: 0 } as const

/** The band of a value from 0 to 100, or of none. */
export function healthBand(health: number | null): HealthBand {
  if (health === null) return 'unknown'
  if (health >= HEALTH_FROM.good) return 'good'
  return health >= HEALTH_FROM.fair ? 'fair' : 'low'
}
