import type { SMTPError } from 'nodemailer/lib/smtp-connection'
import type { Accepted, Fault, FaultCode, Lost, Outcome, RefusalPhase, Rejected } from '../outcome.ts'
import { isTemporary, parseReply } from '../reply-codes.ts'

const byCode: Record<string, FaultCode> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EDNS: 'dns',
  ENOTFOUND: 'dns',
  ETIMEDOUT: 'timeout',
  EPROTOCOL: 'protocol',
  ETLS: 'tls',
}

const certificateCodes =
  /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|CERT_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA)/

/** The fault behind an error of the connection, by the system's code first and the library's second. */
export function faultOf(error: Error | SMTPError): Fault {
  const codes = [
    'originalCode' in error ? String(error.originalCode) : '',
    'code' in error ? String(error.code) : '',
  ]
  for (const code of codes) {
    if (certificateCodes.test(code)) return { code: 'certificate', message: error.message, cause: error }
    if (code === 'EPROTO' || code.startsWith('ERR_SSL_'))
      return { code: 'tls', message: error.message, cause: error }
    const known = byCode[code]
    if (known) return { code: known, message: error.message, cause: error }
  }
  return { code: 'closed', message: error.message, cause: error }
}

/** How far a message had come when the connection reported an error. */
export interface Progress {
  /** The server has asked for the message (354). */
  streaming: boolean
  /** The end of the message has been given to the connection. */
  released: boolean
}

const phaseOfCommand: Record<string, RefusalPhase> = {
  'MAIL FROM': 'mail',
  'RCPT TO': 'rcpt',
  DATA: 'data',
  // With pipelining a 421 to RCPT TO ends the session before the reply is attributed to it.
  CONN: 'rcpt',
}

/**
 * What an error of `send` means. After the release only a complete refusal is definite; a reply
 * cut off in the middle, or one that belongs to another command, leaves the message ambiguous.
 */
export function outcomeOfError(error: SMTPError, progress: Progress): Outcome {
  const reply = parseReply(error.response ?? '')
  const refused = reply.code >= 400 && reply.code < 600
  if (progress.released) {
    return error.code === 'EMESSAGE' && refused
      ? rejectedBy(error.response ?? '', 'final')
      : { kind: 'ambiguous', fault: faultOf(error) }
  }
  if (progress.streaming) {
    return error.code === 'EMESSAGE' && refused
      ? rejectedBy(error.response ?? '', 'data')
      : { kind: 'lost', phase: 'body', fault: faultOf(error) }
  }
  if (refused) return rejectedBy(error.response ?? '', phaseOfCommand[error.command ?? ''] ?? 'rcpt')
  if (error.code === 'EMESSAGE' && error.command === 'MAIL FROM') {
    // The library compared the size with the server's SIZE limit (RFC 1870) and sent nothing.
    return refusedHere('mail', 552, '5.3.4', error.message)
  }
  return { kind: 'lost', phase: 'envelope', fault: faultOf(error) }
}

/** A refusal in the server's words. */
export function rejectedBy(response: string, phase: RefusalPhase): Rejected {
  const { code, enhanced } = parseReply(response)
  return { kind: 'rejected', phase, code, enhanced, response, temporary: isTemporary(code) }
}

/** A refusal of our own, in the terms of SMTP, for what would be pointless to send. */
export function refusedHere(phase: RefusalPhase, code: number, enhanced: string, response: string): Rejected {
  return { kind: 'rejected', phase, code, enhanced, response, temporary: isTemporary(code) }
}

/** Acceptance in the server's words. */
export function acceptedBy(response: string): Accepted {
  const { code, enhanced } = parseReply(response)
  return { kind: 'accepted', code, enhanced, response }
}

/** An error that ended `connect` or `login`. */
export function failureToOpen(error: SMTPError, phase: 'connect' | 'tls' | 'auth'): Rejected | Lost {
  const reply = parseReply(error.response ?? '')
  if (error.command === 'STARTTLS' && reply.code >= 500) {
    return {
      kind: 'lost',
      phase: 'tls',
      fault: { code: 'tls_not_offered', message: error.message, cause: error },
    }
  }
  if (reply.code >= 400) return rejectedBy(error.response ?? '', error.command === 'STARTTLS' ? 'tls' : phase)
  const fault = faultOf(error)
  return { kind: 'lost', phase: fault.code === 'tls' || fault.code === 'certificate' ? 'tls' : phase, fault }
}
