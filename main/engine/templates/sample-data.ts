import { minorFromDecimal } from '../../../shared/domain/money.ts'
import { extraColumnSlug } from '../../../shared/domain/template-variables.ts'
import { addDays, localDateAt } from '../../../shared/domain/zoned-time.ts'
import { getClient, listContacts } from '../clients/queries.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { TemplateData } from './liquid/scope.ts'

/** Amounts of the sample in major units, by currencies of small and of large numbers. */
const sampleAmounts: Record<string, [string, string]> = {
  CLP: ['1234567', '456780'],
  COP: ['1234567.89', '456780.50'],
  PYG: ['9876543', '1234567'],
}
const usualAmounts: [string, string] = ['1234567.89', '45678.50']

/**
 * Values to preview a message with: a debtor with two invoices, 46 and 16 days overdue, in the
 * workspace's currency. @param extraSlugs columns a list would bring; each shows its own name
 */
export function sampleData(
  ctx: EngineContext,
  language: 'es' | 'en',
  extraSlugs: readonly string[],
): TemplateData {
  const { name: firm, locale, zone, currency } = ctx.workspace()
  const today = localDateAt(zone, ctx.clock.now())
  const [large, small] = sampleAmounts[currency] ?? usualAmounts
  const money = (decimal: string) => {
    const minor =
      minorFromDecimal(decimal, currency) ?? minorFromDecimal(decimal.split('.')[0] ?? '', currency)
    return minor === undefined ? null : { minor, currency }
  }
  const spanish = language === 'es'
  const first = money(large)
  const second = money(small)
  return {
    recipient: {
      name: spanish ? 'Ana María García' : 'Anna Maria Green',
      email: spanish ? 'ana.garcia@correo.example' : 'anna.green@mail.example',
      taxId: '900.373.115-2',
      creditor: spanish ? 'Energía del Sur' : 'Southern Energy',
      amount: first && second ? { minor: first.minor + second.minor, currency } : first,
      issueDate: addDays(today, -76),
      dueDate: addDays(today, -46),
      invoices: [
        { number: 'F-10234', issueDate: addDays(today, -76), dueDate: addDays(today, -46), amount: first },
        { number: 'F-10377', issueDate: addDays(today, -46), dueDate: addDays(today, -16), amount: second },
      ],
      paymentLink: 'https://pagos.example/k7Q2',
      role: 'debtor',
      language: locale.startsWith(language) ? locale : language,
      extra: Object.fromEntries(extraSlugs.map((slug) => [slug, sampleWord(slug)])),
    },
    firm: {
      name: firm,
      email: spanish ? 'contacto@estudio.example' : 'hello@firm.example',
      phone: '+57 601 555 0100',
      address: spanish ? 'Calle 10 # 4-21' : '21 Market Street',
      website: 'https://estudio.example',
    },
    campaign: { name: spanish ? 'Cartera vencida' : 'Overdue accounts' },
    unsubscribeUrl: 'https://estudio.example/baja/7f3a',
    today,
  }
}

/** The same for a client: its first contact with an address, and nothing it is not known to owe. */
export function clientData(
  ctx: EngineContext,
  actor: Actor,
  clientId: string,
  language: 'es' | 'en',
  extraSlugs: readonly string[],
): TemplateData {
  const sample = sampleData(ctx, language, extraSlugs)
  const client = getClient(ctx, actor, clientId)
  const contact = listContacts(ctx, actor, clientId).find(({ email }) => email !== null)
  return {
    ...sample,
    recipient: {
      ...sample.recipient,
      name: contact?.name ?? client.name,
      email: contact?.email ?? '',
      taxId: client.taxId,
      creditor: client.name,
      language: contact?.language ?? sample.recipient.language,
    },
  }
}

/** `numero_de_poliza` as a person would read it in the preview. */
function sampleWord(slug: string): string {
  const words = extraColumnSlug(slug).replaceAll('_', ' ')
  return `‹${words === '' ? slug : words}›`
}
