import type { MailLane } from '../../../shared/domain/campaigns.ts'
import { MAIL_LANES } from '../../../shared/domain/campaigns.ts'

/** How a provider's lane begins; the rate then adapts to its answers. */
export type LaneRule = {
  /** Ends of MX host names that belong to the provider. */
  mxSuffixes: readonly string[]
  connections: number
  messagesPerConnection: number
}

/**
 * Lanes by mail exchanger. Starting points are those KumoMTA publishes for large providers (google and outlook 5
 * connections of 50 messages, yahoo 20 messages a connection).
 */
export const LANE_RULES: Readonly<Record<MailLane, LaneRule>> = {
  google: {
    mxSuffixes: ['google.com', 'googlemail.com', 'smtp.goog'],
    connections: 5,
    messagesPerConnection: 50,
  },
  yahoo: { mxSuffixes: ['yahoodns.net'], connections: 3, messagesPerConnection: 20 },
  outlook: { mxSuffixes: ['olc.protection.outlook.com'], connections: 5, messagesPerConnection: 50 },
  microsoft365: {
    mxSuffixes: ['mail.protection.outlook.com', 'mx.microsoft'],
    connections: 5,
    messagesPerConnection: 50,
  },
  apple: { mxSuffixes: ['mail.icloud.com'], connections: 3, messagesPerConnection: 50 },
  other: { mxSuffixes: [], connections: 5, messagesPerConnection: 100 },
}

/** Consumer addresses whose provider is known without asking DNS. */
const LANE_BY_DOMAIN: ReadonlyMap<string, MailLane> = new Map(
  (
    [
      ['google', 'gmail.com googlemail.com'],
      ['yahoo', 'yahoo.com yahoo.es yahoo.com.mx yahoo.com.ar yahoo.com.co yahoo.cl ymail.com aol.com'],
      [
        'outlook',
        'outlook.com outlook.es hotmail.com hotmail.es hotmail.cl live.com live.cl live.com.mx msn.com',
      ],
      ['apple', 'icloud.com me.com mac.com'],
    ] as const
  ).flatMap(([lane, domains]) => domains.split(' ').map((domain) => [domain, lane] as const)),
)

/** The lane of a mail exchanger's host name. */
export function laneOfMx(host: string): MailLane {
  const name = host.toLowerCase().replace(/\.$/, '')
  const matches = (suffix: string) => name === suffix || name.endsWith(`.${suffix}`)
  return MAIL_LANES.find((lane) => LANE_RULES[lane].mxSuffixes.some(matches)) ?? 'other'
}

/** The lane of an address's domain as far as it is known without DNS; undefined asks for its MX. */
export function laneOfDomain(domain: string): MailLane | undefined {
  return LANE_BY_DOMAIN.get(domain.toLowerCase())
}

/**
 * Spreads the lanes of a batch evenly over its order, each lane in its own order, so that no provider gets the
 * whole batch in one burst.
 */
export function spreadLanes<T>(items: readonly T[], laneOf: (item: T) => MailLane): T[] {
  const lanes = new Map<MailLane, T[]>()
  for (const item of items) {
    const lane = laneOf(item)
    const queue = lanes.get(lane)
    if (queue) queue.push(item)
    else lanes.set(lane, [item])
  }
  const placed = [...lanes.values()].flatMap((queue) =>
    queue.map((item, index) => ({ item, share: (index + 0.5) / queue.length })),
  )
  return placed.sort((a, b) => a.share - b.share).map(({ item }) => item)
}
