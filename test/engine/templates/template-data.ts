import type { TemplateData, TemplateRecipient } from '../../../main/engine/templates/liquid/scope.ts'

const cop = (minor: number) => ({ minor, currency: 'COP' })

/** Ana, with two invoices, 46 days late on 2 March 2026. */
export function templateData(
  over: Partial<TemplateRecipient> = {},
  rest: Partial<TemplateData> = {},
): TemplateData {
  return {
    recipient: {
      name: 'Ana María García',
      email: 'ana@correo.test',
      taxId: '900.373.115-2',
      creditor: 'Energía del Sur',
      amount: cop(123_456_789),
      issueDate: '2025-12-16',
      dueDate: '2026-01-15',
      invoices: [
        { number: 'F-1', issueDate: '2025-12-16', dueDate: '2026-01-15', amount: cop(100_000_000) },
        { number: 'F-2', issueDate: null, dueDate: '2026-02-15', amount: cop(23_456_789) },
      ],
      paymentLink: 'https://pagos.test/k?a=1&b=2',
      role: 'debtor',
      language: 'es-CO',
      extra: { poliza: 'P-77' },
      ...over,
    },
    firm: { name: 'Estudio Andino' },
    campaign: { name: 'Marzo' },
    unsubscribeUrl: 'https://firma.test/baja/1',
    today: '2026-03-02',
    ...rest,
  }
}
