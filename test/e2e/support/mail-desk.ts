import type { Browser, BrowserContext, Page } from '@playwright/test'
import { atThisMachine, call } from './firm.ts'
import type { Host } from './host.ts'

/** Of everybody at the desk. */
export const password = 'correcto caballo batería'

/** A firm on a new host, its admin signed in by name. */
export interface MailDesk {
  /** A page of the admin, or of somebody with the same password, in a language, a scheme and a width. */
  page(options?: {
    language?: 'es' | 'en'
    scheme?: 'light' | 'dark'
    width?: number
    signInName?: string
  }): Promise<Page>
  /** A procedure of the contract, as the admin. */
  call<Answer>(path: string, input?: unknown): Promise<Answer>
  /** Closes the pages. */
  leave(): Promise<void>
}

export async function aMailDesk(host: Host, browser: Browser): Promise<MailDesk> {
  const { origin } = host
  const { request } = await atThisMachine(host, browser)
  await call(request, origin, 'workspaces/create', {
    name: 'Estudio Ñuñoa',
    country: 'CL',
    locale: 'es-CL',
    zone: 'America/Santiago',
    currency: 'CLP',
    admin: { signInName: 'ada', name: 'Ada Aguirre', email: 'ada@estudio.test', password, language: 'es' },
  })
  const opened: BrowserContext[] = []
  return {
    async page({ language = 'es', scheme = 'light', width = 1_440, signInName = 'ada' } = {}) {
      const context = await browser.newContext({
        baseURL: origin,
        viewport: { width, height: width < 500 ? 844 : 900 },
        colorScheme: scheme,
        locale: language === 'es' ? 'es-CL' : 'en-GB',
      })
      opened.push(context)
      await call(context.request, origin, 'session/signIn', { name: signInName, password })
      await call(context.request, origin, 'session/preferences', { language, theme: scheme })
      return context.newPage()
    },
    call: (path, input) => call(request, origin, path, input),
    async leave() {
      await Promise.all(opened.splice(0).map((context) => context.close()))
    },
  }
}

/** What the page wrote into the browser's console as an error: a content policy that was hit, a crash. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    // A click of the test inside a frame without scripts runs a script of the test's own.
    if (message.text().startsWith("Blocked script execution in 'about:srcdoc'")) return
    // The browser notes every refusal of the engine, which the page has told in words.
    if (/^Failed to load resource: .*status of 4/.test(message.text())) return
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}
