import { randomBytes } from 'node:crypto'
import { ORPCError } from '@orpc/server'
import BetterSqlite3 from 'better-sqlite3'
import { invalid, isProblem, problem } from '../../../../shared/contract/errors.ts'
import type { Log } from '../log.ts'
import { type InputFault, issueOf } from './input-issues.ts'

/** What an interceptor of oRPC is given, as far as it is used here. */
interface Call {
  context: { log: Log }
  next: () => Promise<unknown>
  path?: readonly string[]
  signal?: AbortSignal
}

/**
 * Turns whatever a procedure throws into an error of the contract, the same on every transport:
 * problems pass, faults of the input become INVALID with an issue per field, anything else is
 * written to the log in full and reaches the caller as INTERNAL with a reference number.
 *
 * @example new RPCHandler(router, { clientInterceptors: [explainProblems] })
 */
export async function explainProblems(call: Call): Promise<unknown> {
  try {
    const output = await call.next()
    return isStream(output) ? explainStream(output, call) : output
  } catch (error) {
    throw asProblem(error, call)
  }
}

/** As explainProblems, for what fails before a procedure is reached: a request that cannot be read. */
export async function explainMalformed<Result>(call: {
  context: { log: Log }
  request: { url: URL }
  next: () => Promise<Result>
}): Promise<Result> {
  try {
    return await call.next()
  } catch (error) {
    if (isProblem(error)) throw error
    if (error instanceof ORPCError && error.status !== 400 && error.status !== 500) throw error
    if (error instanceof SyntaxError || error instanceof TypeError || error instanceof ORPCError) {
      call.context.log.debug({ error, address: call.request.url.pathname }, 'request could not be read')
      throw invalid([{ path: [], reason: 'request_malformed' }])
    }
    throw asProblem(error, { context: call.context, path: [call.request.url.pathname] })
  }
}

async function* explainStream(stream: AsyncIterable<unknown>, call: Call): AsyncGenerator<unknown> {
  try {
    yield* stream
  } catch (error) {
    throw asProblem(error, call)
  }
}

function isStream(output: unknown): output is AsyncIterable<unknown> {
  return (
    typeof output === 'object' &&
    output !== null &&
    Symbol.asyncIterator in output &&
    !(output instanceof ReadableStream)
  )
}

function asProblem(error: unknown, call: Pick<Call, 'context' | 'path' | 'signal'>): Error {
  if (isProblem(error)) return error
  const faults = inputFaults(error)
  if (faults) return invalid(faults.map(issueOf))
  if (call.signal?.aborted) return problem('UNAVAILABLE', 'call_aborted')
  if (error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_FULL') {
    call.context.log.error({ error, procedure: call.path?.join('.') }, 'disk full')
    return problem('UNAVAILABLE', 'disk_full')
  }
  const reference = randomBytes(5).toString('hex')
  call.context.log.error({ reference, procedure: call.path?.join('.'), error }, 'call failed')
  const answer = problem('INTERNAL', 'internal')
  answer.data.reference = reference
  return answer
}

/** The faults that oRPC found in the input, as zod describes them. */
function inputFaults(error: unknown): InputFault[] | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return undefined
  const data: unknown = error.data
  if (typeof data !== 'object' || data === null || !('issues' in data)) return undefined
  return Array.isArray(data.issues) ? data.issues : undefined
}
