import type { Browser, BrowserContext, Page } from '@playwright/test'
import { atThisMachine, call, password } from './firm.ts'
import type { Host } from './host.ts'

interface PageOptions {
  language?: 'es' | 'en'
  scheme?: 'light' | 'dark'
  width?: number
}

/** A firm with a manager, and a member of staff who sees only what is theirs. */
export interface ClientFirm {
  page(name: 'marta' | 'sol', options?: PageOptions): Promise<Page>
  /** A procedure of the contract as the manager, from somewhere else. */
  elsewhere<Answer>(path: string, input: unknown): Promise<Answer>
  /** Closes every page. */
  leave(): Promise<void>
}

/** Makes the firm on a new host, without clients. */
export async function aClientFirm(host: Host, browser: Browser): Promise<ClientFirm> {
  const { origin } = host
  const admin = (await atThisMachine(host, browser)).request
  await call(admin, origin, 'workspaces/create', {
    name: 'Estudio Ñuñoa',
    country: 'CL',
    locale: 'es-CL',
    zone: 'America/Santiago',
    currency: 'CLP',
    admin: { signInName: 'ada', name: 'Ada Aguirre', email: 'ada@estudio.test', password, language: 'es' },
  })
  for (const [signInName, name, role] of [
    ['marta', 'Marta Fuentes', 'manager'],
    ['sol', 'Sol Iturra', 'staff'],
  ]) {
    const email = `${signInName}@estudio.test`
    await call(admin, origin, 'users/create', { signInName, name, email, role, language: 'es', password })
  }
  const opened: BrowserContext[] = []
  return {
    async page(name, { language = 'es', scheme = 'light', width = 1_440 } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: width < 500 ? 844 : 900 },
        colorScheme: scheme,
        locale: language === 'es' ? 'es-CL' : 'en-GB',
      })
      opened.push(context)
      await call(context.request, origin, 'session/signIn', { name, password })
      await call(context.request, origin, 'session/preferences', { language, theme: scheme })
      return context.newPage()
    },
    elsewhere: (path, input) => call(admin, origin, path, input),
    async leave() {
      await Promise.all(opened.splice(0).map((context) => context.close()))
    },
  }
}
