import { describe, expect, test } from 'vitest'
import { aTemplate, quiet, until } from '../../support/campaigns.ts'
import { aWorkspace, type TestWorkspace } from '../../support/workspace.ts'

const REPORT = [
  'Correo;Nombre;RUT;Factura;Vencimiento;Monto;Ejecutivo',
  'ana@uno.test;Ana Muñoz;11111111-1;F-1;01/02/2026;1.234.567;Norte',
  'ana@uno.test;Ana Muñoz;11111111-1;F-2;15/02/2026;100.000;Norte',
  'beto@dos.test;Beto Ñanco;12345678-5;F-3;20/02/2026;50.000;Sur',
  'sin-arroba;Caro;;F-4;20/02/2026;50.000;Sur',
].join('\r\n')

/** Windows-1252, as the ERP writes it. */
function ageingReport(): File {
  return new File([Buffer.from(REPORT, 'latin1')], 'antigüedad.csv')
}

async function imported({ as, admin }: TestWorkspace) {
  const console = as(admin)
  const draft = await console.campaigns.create({ name: 'Marzo', rulePack: 'none' })
  const look = await console.campaigns.imports.upload({ campaignId: draft.id, file: ageingReport() })
  await console.campaigns.imports.run({ id: look.id, mapping: look.mapping, formats: look.formats })
  const get = () => console.campaigns.imports.get({ id: look.id })
  let state = await get()
  while (state.state === 'running') {
    await new Promise((resolve) => setImmediate(resolve))
    state = await get()
  }
  return { console, draft, look, state }
}

describe('the wizard', () => {
  test('takes a Windows-1252 report to the mailbox with accents, amounts and dates', async () => {
    const workspace = await aWorkspace()
    const { console, draft, look, state } = await imported(workspace)
    expect(look.reading).toMatchObject({ encoding: 'windows-1252', delimiter: ';', headerLine: 1 })
    expect(state.report).toMatchObject({
      rows: 4,
      recipients: 2,
      merged: 1,
      blocked: 1,
      totals: [{ currency: 'CLP', minor: 1_384_567 }],
    })
    const account = (await console.mail.list({})).items[0]
    const templateId = aTemplate(workspace.ctx, {
      subject: 'Saldo de {{ recipient.name }}',
      html: '<p>{{ recipient.amount | money }} · {{ recipient.dueDate | date: "short" }} · {{ recipient.daysOverdue }} · {{ ejecutivo }}</p><ul>{% for invoice in recipient.invoices %}<li>{{ invoice.number }}</li>{% endfor %}</ul>',
    })
    await console.campaigns.saveDraft({
      id: draft.id,
      settings: { templateId, accountId: account?.id ?? null, strategy: 'batch' },
    })
    const review = await console.campaigns.review.get({ id: draft.id })
    expect(review).toMatchObject({
      canLaunch: true,
      needsApproval: false,
      who: { recipients: 2 },
      forecast: { batches: 1, sendingDays: 1 },
    })
    const launched = await console.campaigns.launch({ id: draft.id, contentHash: review.contentHash })
    expect(launched.outcome).toBe('launched')
    await quiet(workspace.ctx)
    await until(() => workspace.ctx.db.sqlAll('SELECT 1 FROM sandbox_messages').length === 2, 'the mailbox')
    const { items } = await console.sandbox.list({})
    const ana = items.find((item) => item.to[0] === 'ana@uno.test')
    expect(ana?.subject).toBe('Saldo de Ana Muñoz')
    const message = await console.sandbox.get({ id: ana?.id ?? '' })
    expect(message.text).toContain('$1.334.567')
    expect(message.text).toContain('01-02-2026 · 29 · Norte')
    expect(message.text).toContain('F-2')
    const recipients = await console.campaigns.recipients.list({ campaignId: draft.id })
    expect(recipients.items.map(({ email, state: at }) => [email, at])).toEqual([
      ['ana@uno.test', 'accepted'],
      ['beto@dos.test', 'accepted'],
    ])
    expect(await console.campaigns.get({ id: draft.id })).toMatchObject({
      status: 'finished',
      counts: { accepted: 2 },
    })
  })

  test('lists what is wrong with a row, and takes its correction', async () => {
    const { console, draft, look } = await imported(await aWorkspace())
    const { items } = await console.campaigns.imports.rows({ id: look.id })
    expect(items).toMatchObject([
      { line: 5, state: 'blocked', issues: [{ reason: 'email_syntax' }], values: { name: 'Caro' } },
    ])
    const fixed = await console.campaigns.imports.fixRow({
      id: look.id,
      line: 5,
      values: { email: 'caro@tres.test' },
    })
    expect(fixed).toMatchObject({ row: null, report: { recipients: 3, blocked: 0 } })
    expect((await console.campaigns.get({ id: draft.id })).counts.recipients).toBe(3)
  })

  test('remembers the mapping of a source', async () => {
    const { console, draft, look } = await imported(await aWorkspace())
    const mapping = look.mapping.map((column) =>
      column.header === 'Ejecutivo'
        ? { ...column, target: 'creditor' as const, variable: undefined }
        : column,
    )
    await console.campaigns.imports.run({ id: look.id, mapping, formats: look.formats })
    const again = await console.campaigns.imports.upload({ campaignId: draft.id, file: ageingReport() })
    expect(again.remembered).toBe(true)
    expect(again.mapping.find((column) => column.header === 'Ejecutivo')?.target).toBe('creditor')
  })

  test('refuses what is missing, naming each', async () => {
    const { as, admin } = await aWorkspace()
    const draft = await as(admin).campaigns.create({})
    await expect(as(admin).campaigns.launch({ id: draft.id })).rejects.toMatchObject({
      code: 'INVALID',
      data: {
        issues: [
          { reason: 'campaign_recipients_missing' },
          { reason: 'campaign_template_missing' },
          { reason: 'campaign_account_missing' },
        ],
      },
    })
  })
})
