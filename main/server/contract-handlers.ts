import type { IncomingMessage, ServerResponse } from 'node:http'
import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { CompressionPlugin, RPCHandler } from '@orpc/server/node'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { explainMalformed, explainProblems } from '../engine/core/access/problems.ts'
import type { RequestContext } from '../engine/core/access/request.ts'
import type { Clock } from '../engine/core/clock.ts'
import { router } from '../engine/router.ts'
import { limitBody } from './body-limit.ts'
import { keepFiles } from './downloads.ts'
import { createRateLimit } from './rate-limit.ts'

/** Answers a request to the contract; false when there is no such procedure. */
export type ContractHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
) => Promise<boolean>

/** Often enough that no proxy in between gives up on a quiet stream. */
const KEEP_ALIVE = 15_000

/** The contract over HTTP: RPC for the console at `/rpc`, REST for programs at `/api/v1`. */
export function createContractHandlers(clock: Clock): { rpc: ContractHandler; rest: ContractHandler } {
  const shared = () => ({
    clientInterceptors: [explainProblems, createRateLimit(clock)],
    interceptors: [explainMalformed],
    eventIteratorKeepAliveInterval: KEEP_ALIVE,
  })
  const compression = () => new CompressionPlugin<RequestContext>()
  const rpc = new RPCHandler<RequestContext>(router, { ...shared(), plugins: [compression()] })
  const coercion = new SmartCoercionPlugin<RequestContext>({
    schemaConverters: [new ZodToJsonSchemaConverter()],
  })
  const rest = new OpenAPIHandler<RequestContext>(router, {
    ...shared(),
    interceptors: [keepFiles, explainMalformed],
    plugins: [coercion, compression()],
  })
  return {
    rpc: async (request, response, context) => {
      limitBody(request)
      return (await rpc.handle(request, response, { prefix: '/rpc', context })).matched
    },
    rest: async (request, response, context) => {
      limitBody(request)
      return (await rest.handle(request, response, { prefix: '/api/v1', context })).matched
    },
  }
}
