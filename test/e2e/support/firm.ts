import type {
  APIRequestContext,
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Page,
} from '@playwright/test'
import type { Host } from './host.ts'

export const password = 'correcto caballo batería'

/** A procedure of the contract over HTTP, with the cookies of `request`. Throws with the answer when refused. */
export async function call<Answer>(
  request: APIRequestContext,
  origin: string,
  path: string,
  input?: unknown,
): Promise<Answer> {
  const answer = await request.post(`${origin}/rpc/${path}`, { data: { json: input }, headers: { origin } })
  const body: unknown = await answer.json()
  if (!answer.ok() || typeof body !== 'object' || body === null || !('json' in body)) {
    throw new Error(`${path}: ${JSON.stringify(body)}`)
  }
  // The contract has checked the answer of the real procedure.
  return body.json as Answer
}

type Cookie = Awaited<ReturnType<BrowserContext['cookies']>>[number]
/** The proof that one sits at the machine, by the address that was printed: its token works once. */
const proofs = new Map<string, Cookie[]>()

/** A browser that came with the printed address, however many came before it; nobody has signed in. */
export async function atThisMachine(
  host: Host,
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: host.origin, ...options })
  const known = proofs.get(host.address)
  if (known) await context.addCookies(known)
  else {
    await context.request.get(host.address)
    const cookies = await context.cookies()
    proofs.set(
      host.address,
      cookies.filter(({ name }) => name.startsWith('despacho_machine')),
    )
  }
  return context
}

interface PageOptions {
  name?: string
  language?: 'es' | 'en'
  scheme?: 'light' | 'dark'
  width?: number
}

/** A workspace with an admin, `ada`, who has a password. */
export interface Firm {
  /** A page of somebody who signed in by name, the admin unless told; closed by `leave`. */
  page(options?: PageOptions): Promise<Page>
  /** A procedure of the contract, as the admin. */
  call<Answer>(path: string, input?: unknown): Promise<Answer>
  /** Adds a person with the usual password; returns the id. */
  addUser(signInName: string, name: string, role: 'admin' | 'manager' | 'staff' | 'viewer'): Promise<string>
  leave(): Promise<void>
}

/** Makes a new workspace on a host and opens it; whatever was open before is closed. */
export async function aFirm(host: Host, browser: Browser, name = 'Estudio Ñuñoa'): Promise<Firm> {
  const { origin } = host
  const machine = await atThisMachine(host, browser)
  const ask = <Answer>(path: string, input?: unknown): Promise<Answer> =>
    call<Answer>(machine.request, origin, path, input)
  await ask('workspaces/create', {
    name,
    country: 'CL',
    locale: 'es-CL',
    zone: 'America/Santiago',
    currency: 'CLP',
    admin: { signInName: 'ada', name: 'Ada Aguirre', email: 'ada@estudio.test', password, language: 'es' },
  })
  const opened: BrowserContext[] = []
  return {
    call: ask,
    async page({ name: who = 'ada', language = 'es', scheme = 'light', width = 1_440 } = {}) {
      const context = await browser.newContext({
        baseURL: origin,
        viewport: { width, height: width < 500 ? 844 : 900 },
        colorScheme: scheme,
        locale: language === 'es' ? 'es-CL' : 'en-GB',
      })
      opened.push(context)
      await call(context.request, origin, 'session/signIn', { name: who, password })
      await call(context.request, origin, 'session/preferences', { language, theme: scheme })
      return context.newPage()
    },
    async addUser(signInName, fullName, role) {
      const { id } = await ask<{ id: string }>('users/create', {
        signInName,
        name: fullName,
        email: `${signInName}@estudio.test`,
        role,
        language: 'es',
        password,
      })
      return id
    },
    async leave() {
      await Promise.all(opened.splice(0).map((context) => context.close()))
    },
  }
}
