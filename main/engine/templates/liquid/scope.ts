import { Drop } from 'liquidjs'
import { ageingBucket, daysOverdue } from '../../../../shared/domain/ageing.ts'
import { decimalFromMinor, formatMoney, type Money } from '../../../../shared/domain/money.ts'
import { isFreeSlug } from '../../../../shared/domain/template-variables.ts'

/** Dates are YYYY-MM-DD. What a row did not have is null, and is rendered as nothing. */
export interface TemplateInvoice {
  number: string
  issueDate: string | null
  dueDate: string | null
  amount: Money | null
}

export interface TemplateRecipient {
  name: string | null
  email: string
  taxId: string | null
  creditor: string | null
  amount: Money | null
  issueDate: string | null
  dueDate: string | null
  invoices: readonly TemplateInvoice[]
  paymentLink: string | null
  role: string
  /** Language or locale: `es`, `en`, `es-CO`. Decides how amounts, dates and numbers are written. */
  language: string
  /** Further columns by their slug, see `extraColumnSlug`. */
  extra: Record<string, string>
}

export interface TemplateData {
  recipient: TemplateRecipient
  firm: {
    name: string
    email?: string | null
    phone?: string | null
    address?: string | null
    website?: string | null
  }
  campaign: { name: string }
  unsubscribeUrl: string
  /** The recipient's local date at the moment of sending: days overdue follow from it. */
  today: string
}

/** An amount in a template: a plain number to compare and calculate with, written by the filter `money`. */
export class MoneyDrop extends Drop {
  readonly #money: Money
  #written: { locale: string; text: string } | null = null

  constructor(money: Money) {
    super()
    this.#money = money
  }

  /** As people of the locale write it; kept, because subject, HTML and text usually all say it. */
  format(locale: string): string {
    if (this.#written?.locale !== locale) this.#written = { locale, text: formatMoney(this.#money, locale) }
    return this.#written.text
  }

  get currency(): string {
    return this.#money.currency
  }

  /** Major units, for comparisons and sums in templates; never for what is stored. */
  override valueOf(): number {
    return Number(decimalFromMinor(this.#money.minor, this.#money.currency))
  }
}

const amountOf = (money: Money | null) => (money ? new MoneyDrop(money) : null)

/** The variables of `shared/domain/template-variables.ts` for one recipient. */
export function templateScope(data: TemplateData): Record<string, unknown> {
  const { recipient, firm } = data
  const overdue = recipient.dueDate === null ? null : daysOverdue(recipient.dueDate, data.today)
  const scope: Record<string, unknown> = {}
  for (const slug in recipient.extra) if (isFreeSlug(slug)) scope[slug] = recipient.extra[slug]
  scope['recipient'] = {
    name: recipient.name,
    email: recipient.email,
    taxId: recipient.taxId,
    creditor: recipient.creditor,
    amount: amountOf(recipient.amount),
    currency: recipient.amount?.currency ?? null,
    dueDate: recipient.dueDate,
    issueDate: recipient.issueDate,
    daysOverdue: overdue,
    bucket: overdue === null ? null : ageingBucket(overdue),
    invoices: recipient.invoices.map((invoice) => ({
      number: invoice.number,
      issueDate: invoice.issueDate,
      dueDate: invoice.dueDate,
      amount: amountOf(invoice.amount),
      currency: invoice.amount?.currency ?? null,
    })),
    paymentLink: recipient.paymentLink,
    role: recipient.role,
    language: recipient.language,
    extra: recipient.extra,
  }
  scope['firm'] = {
    name: firm.name,
    email: firm.email ?? null,
    phone: firm.phone ?? null,
    address: firm.address ?? null,
    website: firm.website ?? null,
  }
  scope['campaign'] = data.campaign
  scope['unsubscribeUrl'] = data.unsubscribeUrl
  scope['today'] = data.today
  return scope
}
