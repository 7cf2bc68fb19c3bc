/**
 * What a message can say about a recipient. Kept as data: the editor's list, the check for unknown variables,
 * the sample of the preview and the conversion of older templates all read it from here.
 */
export type TemplateVariableType = 'text' | 'money' | 'date' | 'number' | 'link' | 'list'

export interface TemplateVariable {
  /** Path in Liquid. Fields of a list carry `[]`: they are reached through a loop. */
  name: string
  type: TemplateVariableType
  /** What the editor's preview shows when no recipient is chosen; dates are YYYY-MM-DD, money a plain decimal. */
  sample: string
  /** Key of its description, under `templates.variable` in shared/i18n. */
  description: string
  /** Always there; the others can be empty for a recipient whose row did not have them. */
  always?: true
  /** Filter that the editor adds when it inserts the variable. */
  filter?: string
}

export const templateVariables: readonly TemplateVariable[] = [
  { name: 'recipient.name', type: 'text', sample: 'Ana María García', description: 'recipientName' },
  {
    name: 'recipient.email',
    type: 'text',
    sample: 'ana.garcia@correo.example',
    description: 'recipientEmail',
    always: true,
  },
  { name: 'recipient.taxId', type: 'text', sample: '900.373.115-2', description: 'recipientTaxId' },
  { name: 'recipient.creditor', type: 'text', sample: 'Energía del Sur', description: 'recipientCreditor' },
  {
    name: 'recipient.amount',
    type: 'money',
    sample: '1234567.89',
    description: 'recipientAmount',
    filter: 'money',
  },
  { name: 'recipient.currency', type: 'text', sample: 'COP', description: 'recipientCurrency' },
  {
    name: 'recipient.dueDate',
    type: 'date',
    sample: '2026-01-15',
    description: 'recipientDueDate',
    filter: 'date: "long"',
  },
  {
    name: 'recipient.issueDate',
    type: 'date',
    sample: '2025-12-16',
    description: 'recipientIssueDate',
    filter: 'date: "long"',
  },
  {
    name: 'recipient.daysOverdue',
    type: 'number',
    sample: '46',
    description: 'recipientDaysOverdue',
    filter: 'days',
  },
  { name: 'recipient.bucket', type: 'text', sample: '31-60', description: 'recipientBucket' },
  {
    name: 'recipient.paymentLink',
    type: 'link',
    sample: 'https://pagos.example/k7Q2',
    description: 'recipientPaymentLink',
  },
  { name: 'recipient.role', type: 'text', sample: 'debtor', description: 'recipientRole' },
  { name: 'recipient.language', type: 'text', sample: 'es', description: 'recipientLanguage', always: true },
  { name: 'recipient.invoices', type: 'list', sample: '', description: 'recipientInvoices', always: true },
  { name: 'recipient.invoices[].number', type: 'text', sample: 'F-10234', description: 'invoiceNumber' },
  {
    name: 'recipient.invoices[].issueDate',
    type: 'date',
    sample: '2025-12-16',
    description: 'invoiceIssueDate',
    filter: 'date: "short"',
  },
  {
    name: 'recipient.invoices[].dueDate',
    type: 'date',
    sample: '2026-01-15',
    description: 'invoiceDueDate',
    filter: 'date: "short"',
  },
  {
    name: 'recipient.invoices[].amount',
    type: 'money',
    sample: '1234567.89',
    description: 'invoiceAmount',
    filter: 'money',
  },
  { name: 'recipient.invoices[].currency', type: 'text', sample: 'COP', description: 'invoiceCurrency' },
  { name: 'firm.name', type: 'text', sample: 'Estudio Andino', description: 'firmName', always: true },
  { name: 'firm.email', type: 'text', sample: 'contacto@estudio.example', description: 'firmEmail' },
  { name: 'firm.phone', type: 'text', sample: '+57 601 555 0100', description: 'firmPhone' },
  { name: 'firm.address', type: 'text', sample: 'Calle 10 # 4-21, Bogotá', description: 'firmAddress' },
  { name: 'firm.website', type: 'link', sample: 'https://estudio.example', description: 'firmWebsite' },
  {
    name: 'campaign.name',
    type: 'text',
    sample: 'Cartera de marzo',
    description: 'campaignName',
    always: true,
  },
  {
    name: 'unsubscribeUrl',
    type: 'link',
    sample: 'https://estudio.example/baja/7f3a',
    description: 'unsubscribeUrl',
    always: true,
  },
  {
    name: 'today',
    type: 'date',
    sample: '2026-03-02',
    description: 'today',
    always: true,
    filter: 'date: "long"',
  },
]

/** First segments that belong to the list above and that an extra column cannot take. */
const reservedRoots: ReadonlySet<string> = new Set([
  ...templateVariables.map(({ name }) => name.split('.')[0] ?? name),
  'forloop',
  'true',
  'false',
  'nil',
  'null',
  'empty',
  'blank',
])

/**
 * The name under which an extra column of an import is used: "Número de póliza" is `numero_de_poliza`, as
 * `recipient.extra.numero_de_poliza` and by itself. Empty when the heading has no letter or digit.
 */
export function extraColumnSlug(heading: string): string {
  const slug = heading
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60)
  return /^\d/.test(slug) ? `c_${slug}` : slug
}

/** Whether an extra column can be used by its slug alone, without `recipient.extra.`. */
export function isFreeSlug(slug: string): boolean {
  return slug !== '' && !reservedRoots.has(slug)
}
