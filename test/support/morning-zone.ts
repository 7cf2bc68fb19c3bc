/** A zone in which it is early morning now: a day's batches fit into the day whenever the test runs. */
export function morningZone(): string {
  const ahead = 6 - new Date().getUTCHours()
  if (ahead === 0) return 'UTC'
  return ahead > 0 ? `Etc/GMT-${ahead}` : `Etc/GMT+${Math.min(12, -ahead)}`
}
