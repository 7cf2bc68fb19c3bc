import type { Actor } from '../../main/engine/core/actor.ts'
import { requestApproval } from '../../main/engine/approvals/approvals.ts'
import { queueEmail } from '../../main/engine/emails/emails.ts'
import { aWorkspace, type TestWorkspace } from './workspace.ts'

/** Everything that hangs below one client, with the ids to ask for it. */
export interface Planted {
  /** A word that stands in every text about this client and nowhere else. */
  marker: string
  owner: Actor
  client: string
  clientVersion: number
  contact: string
  contactVersion: number
  email: string
  approval: string
  approvalHash: string
  notification: string
  sandbox: string
  campaign: string
  recipient: string
  import: string
  clientImport: string
}

export interface ScopeWorld extends TestWorkspace {
  a: Planted
  b: Planted
}

/** A workspace with two clients, each of another person of staff, and the same things below both. */
export async function aScopeWorld(): Promise<ScopeWorld> {
  // Nothing runs: what is planted stays as it was planted.
  const world = await aWorkspace({ started: false })
  const { as, admin } = world
  await as(admin).mail.create({
    name: 'Relay',
    fromName: 'Cobranza',
    fromAddress: 'cobranza@despacho.example',
    host: '127.0.0.1',
    port: 9,
  })
  return { ...world, a: await plant(world, 'ALFAMARCA'), b: await plant(world, 'BETAMARCA') }
}

async function plant(world: TestWorkspace, marker: string): Promise<Planted> {
  const { ctx, as, admin, user } = world
  const owner = user('staff', `Dueña de ${marker.slice(0, 4)}`)
  const client = await as(admin).clients.create({
    name: `${marker} Ltda.`,
    taxId: null,
    stage: 'active',
    health: 40,
    assigneeId: owner.userId,
    tags: [marker],
    notes: `notas de ${marker}`,
  })
  const contact = await as(admin).clients.addContact({
    clientId: client.id,
    name: `Contacto ${marker}`,
    email: `${marker.toLowerCase()}@cliente.example`,
    phone: null,
    position: null,
    language: 'es',
    primary: true,
  })
  const { email, approval } = ctx.db.write((tx) => ({
    email: queueEmail(tx, ctx, {
      kind: 'notification',
      actor: admin,
      to: [{ address: `${marker.toLowerCase()}@cliente.example` }],
      subject: `Aviso ${marker}`,
      text: `Texto ${marker}`,
      clientId: client.id,
    }),
    approval: requestApproval(tx, ctx, {
      kind: 'campaign_launch',
      subjectType: 'campaign',
      subjectId: `campaign-${marker}`,
      clientId: client.id,
      title: `Lanzar ${marker}`,
      summary: `Envía a ${marker}`,
      payload: { marker },
      requestedBy: admin,
    }),
  }))
  const approvalHash =
    ctx.db.sqlGet<{ contentHash: string }>('SELECT contentHash FROM approvals WHERE id = ?', [approval])
      ?.contentHash ?? ''
  return {
    marker,
    owner,
    client: client.id,
    clientVersion: client.version,
    contact: contact.id,
    contactVersion: contact.version,
    email,
    approval,
    approvalHash,
    notification: notificationFor(world, owner, client.id, marker),
    sandbox: caught(world, marker),
    clientImport: (await as(owner).clients.imports.upload({ file: aClientFile(marker) })).id,
    ...(await aCampaign(world, client.id, marker)),
  }
}

function aClientFile(marker: string): File {
  return new File(
    [`nombre;correo\n${marker} Dos;dos@${marker.toLowerCase()}.example\n`],
    `${marker}-clientes.csv`,
  )
}

function notificationFor({ ctx }: TestWorkspace, owner: Actor, clientId: string, marker: string): string {
  const id = ctx.ids.next()
  const now = ctx.clock.now()
  ctx.db.write((tx) =>
    tx.run((q) =>
      q.insertInto('notifications').values({
        id,
        userId: owner.userId ?? '',
        dedupeKey: id,
        type: 'campaign_finished',
        category: 'campaign',
        message: 'finished',
        params: JSON.stringify({ name: marker }),
        subjectType: 'client',
        subjectId: clientId,
        clientId,
        inApp: 1,
        count: 1,
        createdAt: now,
        shownAt: now,
        readAt: null,
        snoozedUntil: null,
        deletedAt: null,
      }),
    ),
  )
  return id
}

function caught({ ctx }: TestWorkspace, marker: string): string {
  const id = ctx.ids.next()
  const address = `${marker.toLowerCase()}@cliente.example`
  const raw = Buffer.from(
    `From: cobranza@despacho.example\r\nTo: ${address}\r\nSubject: Cobro ${marker}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSaldo de ${marker}\r\n`,
  )
  ctx.db.write((tx) =>
    tx.run((q) =>
      q.insertInto('sandbox_messages').values({
        id,
        receivedAt: ctx.clock.now(),
        envelopeFrom: 'cobranza@despacho.example',
        recipients: JSON.stringify([address]),
        fromHeader: 'cobranza@despacho.example',
        subject: `Cobro ${marker}`,
        messageId: null,
        size: raw.length,
        attachments: 0,
        seen: 0,
        raw,
      }),
    ),
  )
  return id
}

async function aCampaign(
  { as, admin, ctx }: TestWorkspace,
  clientId: string,
  marker: string,
): Promise<Pick<Planted, 'campaign' | 'recipient' | 'import'>> {
  const { id } = await as(admin).campaigns.create({ name: `Cobro ${marker}`, clientId })
  await as(admin).campaigns.recipients.fromClients({
    campaignId: id,
    filter: { ids: [clientId] },
    preview: false,
  })
  const row = ctx.db.sqlGet<{ id: number }>('SELECT id FROM campaign_recipients WHERE campaignId = ?', [id])
  const rows = new File(
    [`correo;nombre\n${marker.toLowerCase()}@cliente.example;${marker}\n`],
    `${marker}.csv`,
  )
  const inspection = await as(admin).campaigns.imports.upload({ campaignId: id, file: rows })
  return { campaign: id, recipient: String(row?.id ?? ''), import: inspection.id }
}
