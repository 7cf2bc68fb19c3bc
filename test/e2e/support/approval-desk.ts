import {
  expect,
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  type Page,
} from '@playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { atThisMachine, call, password } from './firm.ts'
import type { Host } from './host.ts'

/** A firm with a manager who decides and a member of staff who asks, both signed in by name. */
export interface Desk {
  /** A page of the manager, in a language and scheme. */
  manager(options?: { language?: 'es' | 'en'; scheme?: 'light' | 'dark'; width?: number }): Promise<Page>
  /** Lets Sol ask for the launch of a campaign to the firm's clients. Returns the approval's id. */
  ask(name: string): Promise<string>
  /** Closes the manager's pages. */
  leave(): Promise<void>
  /** Decides as another manager, somewhere else. */
  decideElsewhere(id: string, decision: 'approve' | 'reject'): Promise<void>
}

/** Makes the firm on a new host: clients with contacts, a template, three people. */
export async function anApprovalDesk(host: Host, browser: Browser): Promise<Desk> {
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
  await addPeople(admin, origin)
  const clientIds = await addClients(admin, origin)
  const templateId = await publishTemplate(admin, origin)
  const accounts = await call<{ items: { id: string }[] }>(admin, origin, 'mail/list', { limit: 10 })
  const accountId = accounts.items[0]?.id
  const sol = await signedIn(browser, origin, 'sol')
  const opened: BrowserContext[] = []
  return {
    async manager({ language = 'es', scheme = 'light', width = 1_440 } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: width < 500 ? 844 : 900 },
        colorScheme: scheme,
        locale: language === 'es' ? 'es-CL' : 'en-GB',
      })
      opened.push(context)
      await call(context.request, origin, 'session/signIn', { name: 'marta', password })
      await call(context.request, origin, 'session/preferences', { language, theme: scheme })
      return context.newPage()
    },
    async ask(name) {
      const { id } = await call<{ id: string }>(sol, origin, 'campaigns/create', {
        name,
        templateId,
        accountId,
        strategy: 'batch',
        rulePack: 'none',
      })
      await call(sol, origin, 'campaigns/recipients/fromClients', {
        campaignId: id,
        filter: { ids: clientIds },
      })
      const { approvalId } = await call<{ approvalId: string }>(sol, origin, 'campaigns/launch', { id })
      return approvalId
    },
    async leave() {
      await Promise.all(opened.splice(0).map((context) => context.close()))
    },
    async decideElsewhere(id, decision) {
      const { contentHash } = await call<{ contentHash: string }>(admin, origin, 'approvals/get', { id })
      await call(admin, origin, 'approvals/decide', {
        id,
        contentHash,
        decision,
        reason: 'Decidido en otra parte',
      })
    },
  }
}

async function addPeople(admin: APIRequestContext, origin: string): Promise<void> {
  for (const [signInName, name, role] of [
    ['marta', 'Marta Fuentes', 'manager'],
    ['sol', 'Sol Iturra', 'staff'],
  ]) {
    const email = `${signInName}@estudio.test`
    await call(admin, origin, 'users/create', { signInName, name, email, role, language: 'es', password })
  }
}

async function addClients(admin: APIRequestContext, origin: string): Promise<string[]> {
  const people = await call<{ items: { id: string; signInName: string }[] }>(admin, origin, 'users/list', {
    limit: 50,
  })
  const assigneeId = people.items.find(({ signInName }) => signInName === 'sol')?.id ?? null
  const ids: string[] = []
  for (const name of ['Ferretería El Roble', 'Panadería Ñandú']) {
    const client = await call<{ id: string }>(admin, origin, 'clients/create', {
      name,
      taxId: null,
      stage: 'active',
      health: null,
      assigneeId,
      tags: [],
      notes: '',
    })
    await call(admin, origin, 'clients/addContact', {
      clientId: client.id,
      name: `Compras de ${name}`,
      email: `compras${ids.length}@cliente.test`,
      phone: null,
      position: null,
      language: null,
      primary: true,
    })
    ids.push(client.id)
  }
  return ids
}

async function publishTemplate(admin: APIRequestContext, origin: string): Promise<string> {
  const template = await call<{ id: string; version: number }>(admin, origin, 'templates/create', {
    name: 'Aviso breve',
    type: 'payment_reminder_first',
    language: 'es',
    content: {
      subject: 'Aviso para {{ recipient.name }}',
      preheader: '',
      html: '<p>Estimada {{ recipient.name }}: hay un pago pendiente.</p>',
      text: null,
    },
  })
  await call(admin, origin, 'templates/publish', { id: template.id, version: template.version })
  return template.id
}

async function signedIn(browser: Browser, origin: string, name: string): Promise<APIRequestContext> {
  const { request } = await browser.newContext()
  await call(request, origin, 'session/signIn', { name, password })
  return request
}

/** Fails on any serious or critical finding of axe on the page as it is. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
}
