import { useFormat } from '../../app/format.ts'

/**
 * An amount in minor units (cents) of its currency; the workspace's currency unless told.
 *
 * @example <Money minor={123456700} currency="CLP" />
 */
export function Money({ minor, currency }: { minor: number; currency?: string }) {
  const format = useFormat()
  return <span style={{ whiteSpace: 'nowrap' }}>{format.money(minor, currency)}</span>
}
