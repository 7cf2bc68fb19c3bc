import type { Protocol } from 'electron'
import { createPageFiles } from '../../server/page-files.ts'
import { securityHeaders } from '../../server/security-headers.ts'
import { PAGE_HOST, PAGE_SCHEME } from './address.ts'

/** Answers a request of the app's own protocol. */
export type PageAnswers = (request: Request) => Promise<Response>

/** Makes the scheme a web scheme like https. To be called before the app is ready. */
export function registerPageScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: PAGE_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/**
 * The page and its files as they were in the folder at the start, under the policy of the headless host.
 * An address is looked up in a table, so none reaches another file.
 */
export async function createPageAnswers(folder: string): Promise<PageAnswers> {
  const files = await createPageFiles(folder)
  return async (request) => {
    const url = new URL(request.url)
    if (url.host !== PAGE_HOST) return answer(404, 'There is nothing at this address.')
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answer(405, 'Only pages are served here.')
    const found = files.find(url.pathname)
    if (found === undefined) return answer(404, 'There is nothing at this address.')
    if (found !== 'page') {
      return answer(200, await found.body(), {
        'content-type': found.type,
        'cache-control': found.cacheControl,
      })
    }
    const page = await files.page()
    if (!page) return answer(503, 'The page has not been built. Run: npm run build')
    return answer(200, page.body, {
      'content-type': page.type,
      'cache-control': 'no-store',
      'content-security-policy': page.policy,
    })
  }
}

function answer(status: number, body: string | Uint8Array, headers: Record<string, string> = {}): Response {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : Uint8Array.from(body)
  return new Response(bytes, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...securityHeaders, ...headers },
  })
}
