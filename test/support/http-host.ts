import { createORPCClient, type ClientContext, type ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { onTestFinished } from 'vitest'
import type { contract } from '../../shared/contract/index.ts'
import { SystemClock } from '../../main/engine/core/clock.ts'
import { logToFolder } from '../../main/engine/core/log-file.ts'
import { hostKeyStore } from '../../main/engine/core/secrets/key-file.ts'
import {
  createWorkspaceHost,
  type HostOptions,
  type OpenableHost,
} from '../../main/engine/workspaces/host.ts'
import { type HttpHost, type HttpHostOptions, startHttpHost } from '../../main/server/http-host.ts'
import { aFolder } from './workspace.ts'

export interface TestHost {
  host: OpenableHost
  http: HttpHost
  origin: string
  dataDir: string
  /** A browser of its own: keeps cookies, knows nothing yet. */
  browser(): Browser
}

/** A caller with a cookie jar. */
export interface Browser {
  cookies: Map<string, string>
  /** As the page would fetch: cookies and the page's own origin, unless `headers` say otherwise. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** The contract over `/rpc`. */
  rpc: ContractRouterClient<typeof contract>
  /** Redeems a fresh one-time token: now it sits at this machine. */
  arrive(): Promise<void>
}

/** A real console over HTTP on a free port with real files and the system's clock; closed when the test ends. */
export async function aHost(
  options: Partial<HttpHostOptions> & { workspaces?: Partial<HostOptions>; dataDir?: string } = {},
): Promise<TestHost> {
  const { workspaces, dataDir = aFolder(), ...overrides } = options
  const clock = new SystemClock()
  const log = logToFolder(`${dataDir}/logs`, clock)
  const host = createWorkspaceHost({
    dataDir,
    clock,
    log,
    keyStore: hostKeyStore(dataDir),
    durability: 'NORMAL',
    ...workspaces,
  })
  const http = await startHttpHost({ host, clock, log, dataDir, address: '127.0.0.1', port: 0, ...overrides })
  onTestFinished(async () => {
    host.current()?.live.close()
    await http.close()
    await host.close()
  })
  return { host, http, origin: http.origin, dataDir, browser: () => aBrowser(http) }
}

function aBrowser(http: HttpHost): Browser {
  const cookies = new Map<string, string>()
  const remember = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  const browse = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (!headers.has('origin') && init.method && init.method !== 'GET') headers.set('origin', http.origin)
    if (cookies.size > 0) headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '))
    return remember(await fetch(new URL(path, http.origin), { redirect: 'manual', ...init, headers }))
  }
  const link: ClientLink<ClientContext> = new RPCLink({
    url: `${http.origin}/rpc`,
    fetch: async (request, init) => {
      const body = await request.arrayBuffer()
      return browse(request.url, {
        ...init,
        method: request.method,
        headers: request.headers,
        signal: request.signal,
        ...(body.byteLength > 0 && { body }),
      })
    },
  })
  return {
    cookies,
    fetch: browse,
    rpc: createORPCClient(link),
    async arrive() {
      await browse(http.freshAddress())
    },
  }
}

/** A new workspace's answers, as the first-start page sends them. */
export const aNewWorkspace = {
  name: 'Estudio Aguirre',
  country: 'CL',
  locale: 'es-CL',
  zone: 'America/Santiago',
  currency: 'CLP',
  admin: {
    signInName: 'ada',
    name: 'Ada Aguirre',
    email: 'ada@aguirre.example',
    password: 'correcto caballo batería',
    language: 'es' as const,
  },
}
