import { extraColumnSlug } from '../../../shared/domain/template-variables.ts'
import { markLiquid } from './liquid/marks.ts'

/** Names that older templates use, by slug, and what they are in Liquid. */
export const wellKnownNames: Readonly<Record<string, string>> = {
  ...names(
    '{{ recipient.name }}',
    'nombre nombre_cliente nombre_completo nombre_deudor cliente deudor name full_name',
  ),
  ...names('{{ recipient.name }}', 'customer customer_name client_name debtor debtor_name titular'),
  ...names('{{ recipient.email }}', 'email correo correo_electronico e_mail mail'),
  ...names(
    '{{ recipient.taxId }}',
    'rut nit rfc ruc cedula documento identificacion dni cuit tax_id id_number',
  ),
  ...names('{{ recipient.creditor }}', 'acreedor entidad banco creditor creditor_name'),
  ...names(
    '{{ recipient.amount | money }}',
    'monto monto_total monto_adeudado deuda saldo saldo_total saldo_pendiente',
  ),
  ...names(
    '{{ recipient.amount | money }}',
    'valor valor_total total importe amount amount_due balance total_due debt',
  ),
  ...names('{{ recipient.currency }}', 'moneda divisa currency'),
  ...names(
    '{{ recipient.dueDate | date: "long" }}',
    'fecha_vencimiento fecha_de_vencimiento vencimiento due_date duedate',
  ),
  ...names(
    '{{ recipient.issueDate | date: "long" }}',
    'fecha_emision fecha_de_emision fecha_factura issue_date invoice_date',
  ),
  ...names(
    '{{ recipient.daysOverdue }}',
    'dias_mora dias_de_mora dias_vencidos dias_atraso dias_de_atraso days_overdue',
  ),
  ...names('{{ recipient.bucket }}', 'tramo tramo_mora bucket'),
  ...names(
    '{{ recipient.paymentLink }}',
    'link_pago enlace_pago link_de_pago enlace_de_pago url_pago payment_link pay_link',
  ),
  ...names(
    '{{ recipient.invoices | map: "number" | join: ", " }}',
    'numero_factura numero_de_factura factura n_factura num_factura',
  ),
  ...names(
    '{{ recipient.invoices | map: "number" | join: ", " }}',
    'invoice invoice_number documento_numero',
  ),
  ...names('{{ firm.name }}', 'empresa nombre_empresa compania firma remitente company company_name firm'),
  ...names('{{ firm.phone }}', 'telefono telefono_empresa phone'),
  ...names('{{ firm.email }}', 'correo_empresa email_empresa company_email'),
  ...names('{{ firm.website }}', 'sitio_web pagina_web website'),
  ...names('{{ firm.address }}', 'direccion_empresa company_address'),
  ...names('{{ campaign.name }}', 'campana nombre_campana campaign'),
  ...names(
    '{{ unsubscribeUrl }}',
    'baja link_baja enlace_baja cancelar_suscripcion unsubscribe unsubscribe_link unsubscribe_url',
  ),
  ...names('{{ today | date: "long" }}', 'fecha fecha_actual fecha_hoy hoy today date current_date'),
}

function names(liquid: string, list: string): Record<string, string> {
  return Object.fromEntries(list.split(' ').map((name) => [name, liquid]))
}

export interface Conversion {
  text: string
  /** What was replaced, once each. */
  converted: { from: string; to: string }[]
  /** Names as written that have no counterpart; they are left as they stand. */
  unmapped: string[]
}

/**
 * Turns `{nombre}` of older templates into Liquid. Names are compared without case,
 * accents and separators; columns of the import come after the well-known names. Liquid, CSS and
 * anything in braces that is not a name stay as they are.
 */
export function convertSingleBraces(source: string, extraSlugs: readonly string[] = []): Conversion {
  const converted = new Map<string, string>()
  const unmapped = new Set<string>()
  const marked = markLiquid(source)
  const styles = /<style\b[\s\S]*?<\/style>/gi
  let text = ''
  let from = 0
  for (const style of marked.text.matchAll(styles)) {
    text += replaceNames(marked.text.slice(from, style.index)) + style[0]
    from = style.index + style[0].length
  }
  text += replaceNames(marked.text.slice(from))
  return {
    text: marked.restore(text),
    converted: [...converted].map(([name, to]) => ({ from: name, to })),
    unmapped: [...unmapped],
  }

  function replaceNames(part: string): string {
    return part.replace(singleBrace, (whole, name: string) => {
      const slug = extraColumnSlug(name)
      const liquid =
        (Object.hasOwn(wellKnownNames, slug) ? wellKnownNames[slug] : undefined) ??
        (extraSlugs.includes(slug) ? `{{ recipient.extra.${slug} }}` : undefined)
      if (liquid === undefined) {
        unmapped.add(whole)
        return whole
      }
      converted.set(whole, liquid)
      return liquid
    })
  }
}

/** A name in single braces: letters, digits, spaces, dots, hyphens and underscores, nothing else. */
export const singleBrace = /(?<!\{)\{\s*([\p{L}_][\p{L}\p{N}_ .-]{0,59}?)\s*\}(?!\})/gu
