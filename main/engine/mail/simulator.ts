/** Domain whose addresses behave on purpose; `.test` never exists (RFC 6761). */
export const simulatorDomain = 'simulator.despacho.test'

export type SimulatorSignal = 'complaint' | 'open' | 'unsubscribe'

export interface SimulatorBehaviour {
  /** Name before the `@`; a `+tag` behind it is allowed, so that many recipients can behave alike. */
  name: string
  /** Refused at RCPT TO. */
  refusal?: { code: number; text: string }
  /** Accepted, and reported afterwards. */
  signal?: SimulatorSignal
  /** Accepted after a while. */
  slow?: true
  /** Kept, and the connection closed after the final dot without an answer. */
  closes?: true
}

export const simulatorBehaviours: readonly SimulatorBehaviour[] = [
  { name: 'bounce', refusal: { code: 550, text: '5.1.1 No such mailbox here' } },
  { name: 'softbounce', refusal: { code: 452, text: '4.2.2 The mailbox is full' } },
  { name: 'throttle', refusal: { code: 421, text: '4.7.28 Too many messages from this sender, slow down' } },
  { name: 'complaint', signal: 'complaint' },
  { name: 'open', signal: 'open' },
  { name: 'unsubscribe', signal: 'unsubscribe' },
  { name: 'slow', slow: true },
  { name: 'blackhole', closes: true },
]

/** What an address of the simulator does; undefined for every other address. */
export function behaviourOf(address: string): SimulatorBehaviour | undefined {
  const at = address.lastIndexOf('@')
  if (address.slice(at + 1).toLowerCase() !== simulatorDomain) return undefined
  const name = address.slice(0, at).toLowerCase().split('+')[0]
  return simulatorBehaviours.find((behaviour) => behaviour.name === name)
}
