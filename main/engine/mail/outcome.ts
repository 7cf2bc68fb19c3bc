/** Where a refusal was said. `final` is the answer to the complete message. */
export type RefusalPhase = 'connect' | 'tls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'final'

/** Where a connection was lost while the message could not have been accepted yet. */
export type LossPhase = 'connect' | 'tls' | 'auth' | 'envelope' | 'body'

/** Stable codes for faults without a reply; the interface has a sentence for each. */
export type FaultCode =
  | 'refused'
  | 'unreachable'
  | 'dns'
  | 'timeout'
  | 'closed'
  | 'protocol'
  | 'tls'
  | 'tls_not_offered'
  | 'certificate'
  | 'auth_not_offered'
  | 'aborted'
  | 'hand_over_failed'

export interface Fault {
  code: FaultCode
  /** The words of the system or library, for the log and for people who can read them. */
  message: string
  cause?: unknown
}

export interface Accepted {
  kind: 'accepted'
  code: number
  enhanced: string | null
  response: string
}

/** The server said no. Definite: it has not taken the message. */
export interface Rejected {
  kind: 'rejected'
  phase: RefusalPhase
  code: number
  enhanced: string | null
  response: string
  /** True when the same message may be accepted later. */
  temporary: boolean
}

/** The connection failed before the end of the message was released: sending again is safe. */
export interface Lost {
  kind: 'lost'
  phase: LossPhase
  fault: Fault
}

/** The end was released and no complete answer came: the server may have taken the message. */
export interface Ambiguous {
  kind: 'ambiguous'
  fault: Fault
}

export type Outcome = Accepted | Rejected | Lost | Ambiguous
