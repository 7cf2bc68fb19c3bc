/** What can be watched, with its unit. */
export const monitorMetrics = {
  queueWaiting: 'jobs',
  jobFailureRate: 'percent',
  approvalWait: 'hours',
  diskFree: 'gigabytes',
  cpu: 'percent',
  loopDelay: 'milliseconds',
} as const
export type MonitorMetric = keyof typeof monitorMetrics

/** A rule: when a figure stays beyond its limit for the whole window, people are told once a cool-down. */
export interface MonitorRule {
  id: string
  metric: MonitorMetric
  direction: 'above' | 'below'
  limit: number
  /** Minutes the figure has to stay beyond the limit; 0 tells at once. */
  windowMinutes: number
  cooldownMinutes: number
  enabled: boolean
}

export const defaultMonitors: readonly MonitorRule[] = [
  {
    id: 'failed_jobs',
    metric: 'jobFailureRate',
    direction: 'above',
    limit: 5,
    windowMinutes: 15,
    cooldownMinutes: 60,
    enabled: true,
  },
  {
    id: 'queue_backlog',
    metric: 'queueWaiting',
    direction: 'above',
    limit: 100,
    windowMinutes: 5,
    cooldownMinutes: 60,
    enabled: true,
  },
  {
    id: 'queue_depth',
    metric: 'queueWaiting',
    direction: 'above',
    limit: 500,
    windowMinutes: 0,
    cooldownMinutes: 60,
    enabled: true,
  },
  {
    id: 'approval_wait',
    metric: 'approvalWait',
    direction: 'above',
    limit: 6,
    windowMinutes: 60,
    cooldownMinutes: 240,
    enabled: true,
  },
  {
    id: 'disk_low',
    metric: 'diskFree',
    direction: 'below',
    limit: 2,
    windowMinutes: 0,
    cooldownMinutes: 720,
    enabled: true,
  },
  {
    id: 'cpu_high',
    metric: 'cpu',
    direction: 'above',
    limit: 80,
    windowMinutes: 10,
    cooldownMinutes: 60,
    enabled: true,
  },
]
