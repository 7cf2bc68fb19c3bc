import type { IncomingMessage, ServerResponse } from 'node:http'
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '../../shared/contract/index.ts'
import { appVersion } from '../engine/app.ts'
import { referencePage, referenceScript, referenceStyle } from './reference-page.ts'

export type Spec = Awaited<ReturnType<OpenAPIGenerator['generate']>>

/**
 * The OpenAPI 3.1 description of `/api/v1` and a page to read it. The page is our own and needs
 * nothing from elsewhere: oRPC's reference plugin loads its viewer from a CDN.
 */
export function createReference() {
  let spec: Promise<Spec> | undefined
  const specText = () => {
    spec ??= generateSpec()
    return spec
  }
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> => {
    if (request.method !== 'GET') return false
    switch (path) {
      case '/api/v1/openapi.json':
        send(response, 'application/json; charset=utf-8', JSON.stringify(await specText()))
        return true
      case '/api/v1':
      case '/api/v1/':
        response.setHeader(
          'content-security-policy',
          `default-src 'none'; style-src 'self'; script-src 'self'; frame-ancestors 'none'; base-uri 'none'`,
        )
        send(response, 'text/html; charset=utf-8', referencePage(await specText()))
        return true
      case '/api/v1/reference.css':
        send(response, 'text/css; charset=utf-8', referenceStyle)
        return true
      case '/api/v1/reference.js':
        send(response, 'text/javascript; charset=utf-8', referenceScript)
        return true
      default:
        return false
    }
  }
}

function generateSpec(): Promise<Spec> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  return generator.generate(contract, {
    info: {
      title: 'Despacho',
      version: appVersion,
      description:
        'Everything the console does. Programs send an API key as `Authorization: Bearer dsp_…`; keys are made in Settings and never do more than the person who made them.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ apiKey: [] }],
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
  })
}

function send(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(text) })
  response.end(text)
}
