declare module '../storage/tables.ts' {
  interface Tables {
    schedules: SchedulesTable
    schedule_fires: ScheduleFiresTable
  }
}

export interface SchedulesTable {
  id: string
  /** Feature that registered it. */
  feature: string
  cron: string
  /** IANA zone; null follows the workspace. */
  zone: string | null
  misfire: 'once' | 'skip'
  enabled: number
  nextAt: number | null
  lastAt: number | null
  updatedAt: number
  updatedBy: string | null
}

export interface ScheduleFiresTable {
  scheduleId: string
  fireAt: number
  firedAt: number
  outcome: 'fired' | 'late' | 'missed' | 'by_hand'
  jobId: number | null
}
