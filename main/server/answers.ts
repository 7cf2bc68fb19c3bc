import type { ServerResponse } from 'node:http'
import { problem, type ProblemCode } from '../../shared/contract/errors.ts'

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  })
  response.end(text)
}

/** A refusal in the shape of the contract's errors; `rpc` wraps it as the RPC protocol does. */
export function sendProblem(
  response: ServerResponse,
  code: ProblemCode,
  reason: string,
  options: { status?: number; rpc?: boolean; params?: Record<string, string | number> } = {},
): void {
  const error = problem(code, reason, options.params).toJSON()
  const status = options.status ?? error.status
  sendJson(response, status, options.rpc ? { json: error } : error)
}
