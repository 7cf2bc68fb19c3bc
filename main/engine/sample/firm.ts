import type { ClientStage } from '../../../shared/domain/client-stages.ts'
import type { Role } from '../../../shared/domain/permissions.ts'
import { formatTaxId, rutCheckDigit } from '../../../shared/domain/tax-ids.ts'
import { actorOfUser } from '../core/access/sessions.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { Random } from '../core/random.ts'
import type { Console } from './person.ts'
import { aFirm, aPerson, ascii, between, names, pick } from './names.ts'

const CLIENTS = 40

const staff: Record<'es' | 'en', readonly { name: string; role: Role }[]> = {
  es: [
    { name: 'Mauricio Lagos', role: 'manager' },
    { name: 'Paulina Rivas', role: 'staff' },
    { name: 'Ignacio Toro', role: 'staff' },
    { name: 'Elena Campos', role: 'viewer' },
  ],
  en: [
    { name: 'Morgan Lowell', role: 'manager' },
    { name: 'Priya Rowan', role: 'staff' },
    { name: 'Isaac Turner', role: 'staff' },
    { name: 'Eleanor Camp', role: 'viewer' },
  ],
}

const tags = {
  es: ['mensual', 'pyme', 'exportador', 'IVA', 'auditoría', 'preferente'],
  en: ['monthly', 'small business', 'exporter', 'sales tax', 'audit', 'preferred'],
} as const

const collections = { es: 'Cobranza (pruebas)', en: 'Collections (sandbox)' } as const

/** A second account of the sandbox with a domain of its own, by which the sample's campaigns go out. */
export function addCollectionsAccount(ctx: EngineContext, language: 'es' | 'en'): void {
  ctx.db.write((tx) => {
    const sandbox = tx.get((q) => q.selectFrom('mail_accounts').selectAll().where('kind', '=', 'sandbox'))
    if (!sandbox) throw new Error('the sample needs the sandbox account first')
    const own = {
      name: collections[language],
      fromAddress: 'cobranza@quillay.example',
      sendingDomain: 'quillay.example',
    }
    tx.run((q) =>
      q
        .insertInto('mail_accounts')
        .values({ ...sandbox, ...own, id: ctx.ids.next(), position: sandbox.position + 1 }),
    )
  })
}

export interface SampleStaff {
  admin: Actor
  manager: Actor
  staff: Actor[]
}

/** People of each role. None has a password: the sample opens from this machine only. */
export function addStaff(ctx: EngineContext, language: 'es' | 'en'): SampleStaff {
  const now = ctx.clock.now()
  const actors = ctx.db.write((tx) =>
    staff[language].map(({ name, role }) => {
      const id = ctx.ids.next()
      const signInName = ascii(name.split(' ')[0] ?? name)
      tx.sqlRun(
        `INSERT INTO users (id, signInName, name, email, role, language, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [id, signInName, name, `${signInName}@quillay.example`, role, language, now, now],
      )
      return { role, actor: actorNamed(ctx, id) }
    }),
  )
  const admin = ctx.db.sqlGet<{ id: string }>(
    `SELECT id FROM users WHERE role = 'admin' ORDER BY createdAt LIMIT 1`,
  )
  const manager = actors.find(({ role }) => role === 'manager')
  if (!admin || !manager) throw new Error('the sample needs its admin first')
  return {
    admin: actorNamed(ctx, admin.id),
    manager: manager.actor,
    staff: actors.filter(({ role }) => role === 'staff').map(({ actor }) => actor),
  }
}

function actorNamed(ctx: EngineContext, id: string): Actor {
  const actor = actorOfUser(ctx.db, id)
  if (!actor) throw new Error('no such user')
  return actor
}

/** Forty clients with contacts, spread over the staff. */
export async function addClients(
  manager: Console,
  random: Random,
  language: 'es' | 'en',
  staffIds: readonly (string | null)[],
): Promise<void> {
  const used = new Set<string>()
  for (let index = 0; index < CLIENTS; index++) {
    let name = aFirm(random, language)
    while (used.has(name)) name = aFirm(random, language)
    used.add(name)
    const client = await manager.clients.create({
      name,
      taxId: taxIdOf(random, language, index),
      stage: stageOf(index),
      health: healthOf(random, index),
      // Every fifth client waits for somebody to take it.
      assigneeId: index % 5 === 4 ? null : (staffIds[index % staffIds.length] ?? null),
      tags: [...new Set([pick(random, tags[language]), pick(random, tags[language])])],
      notes: '',
    })
    await addPeopleOf(manager, random, language, client.id, ascii(name))
  }
}

function taxIdOf(random: Random, language: 'es' | 'en', index: number): string {
  const number = String(76_100_000 + index * 41_017 + between(random, 0, 900))
  if (language === 'en') return `${number.slice(0, 2)}-${number.slice(1)}`
  return formatTaxId('CL', `${number}-${rutCheckDigit(number)}`)
}

/** Three leads, four being taken on, most at work, four at risk, three gone. */
function stageOf(index: number): ClientStage {
  if (index < 3) return 'lead'
  if (index < 7) return 'onboarding'
  if (index < 33) return 'active'
  return index < 37 ? 'at_risk' : 'former'
}

function healthOf(random: Random, index: number): number | null {
  if (stageOf(index) === 'lead') return null
  return stageOf(index) === 'at_risk' ? between(random, 20, 45) : between(random, 55, 98)
}

async function addPeopleOf(
  manager: Console,
  random: Random,
  language: 'es' | 'en',
  clientId: string,
  domain: string,
): Promise<void> {
  for (let n = between(random, 1, 3); n > 0; n--) {
    const person = aPerson(random, language)
    await manager.clients.addContact({
      clientId,
      name: person.name,
      email: `${person.mailbox}@${domain}.example`,
      phone:
        language === 'es'
          ? `+56 9 5555 ${between(random, 1000, 9999)}`
          : `+1 555 01${between(random, 10, 99)}`,
      position: pick(random, names[language].positions),
      language,
      primary: false,
    })
  }
}
