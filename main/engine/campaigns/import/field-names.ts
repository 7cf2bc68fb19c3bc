import type { RecipientField } from '../../../../shared/domain/recipient-import.ts'
import { fieldNames, type FieldNamesRow } from '../../core/sheets/field-names.ts'

/** What ERP reports of Latin America, Spain, Brazil and the United States call each field. */
const TABLE: readonly FieldNamesRow<RecipientField>[] = [
  {
    field: 'email',
    exact:
      'correo|email|e mail|mail|correo electronico|email address|direccion de correo|correo e|endereco de email',
    words: 'correo|email|mail|e mail',
    not: 'ejecutivo|vendedor|cobrador|copia|cc|alternativo|secundario|vendor|analista|estado',
  },
  {
    field: 'taxId',
    exact: 'rut|nit|rfc|ruc|cuit|cuil|cnpj|cpf|cif|nif|tax id|cedula|dni|rif|ein|rtn',
    words: 'rut|nit|rfc|ruc|cuit|cnpj|cpf|nif|tax id|identificacion|documento identidad|cedula|id fiscal',
    not: 'ejecutivo|acreedor|mandante|empresa|tipo|emisor',
  },
  {
    field: 'creditor',
    exact: 'acreedor|mandante|cedente|creditor|empresa acreedora|sociedad|credor|emisor|cartera|company code',
    words: 'acreedor|mandante|cedente|creditor|credor',
    not: 'rut|nit|rfc|ruc',
  },
  {
    field: 'name',
    exact:
      'razon social|nombre|cliente|deudor|nombre cliente|nombre deudor|nombre completo|nombre o razon social|name|customer|customer name|debtor|full name|nome|razao social|empresa|titular|tercero',
    words: 'razon social|razao social|nombre|nome|name|deudor|cliente|customer|debtor',
    not: 'fantasia|codigo|cod|id|numero|n|no|nro|ejecutivo|vendedor|contacto|tipo|user|file|acreedor|saldo|estado|direccion|telefono|since',
  },
  {
    field: 'invoiceNumber',
    exact:
      'factura|folio|n factura|no factura|nro factura|numero factura|numero de factura|documento|n documento|nro documento|numero documento|numero de documento|invoice|invoice number|invoice no|nota fiscal|nf|comprobante|referencia|doc number|fatura',
    words: 'factura|invoice|folio|nota fiscal|fatura|comprobante|numero documento|nro documento|num doc',
    not: 'fecha|date|data|monto|amount|valor|tipo|total|saldo|link|url|estado|emision|vencimiento|moneda|status|identidad|importe|cantidad',
  },
  {
    field: 'issuedOn',
    exact:
      'fecha emision|fecha de emision|emision|fecha factura|fecha documento|fecha doc|issue date|invoice date|document date|data emissao|data de emissao|f emision|fec emision',
    words: 'fecha emision|fec emision|fecha factura|fecha documento|issue date|invoice date|emissao|issued',
    not: 'vencimiento|due|vencto',
  },
  {
    field: 'dueOn',
    exact:
      'fecha vencimiento|fecha de vencimiento|vencimiento|vence|due date|due|data vencimento|data de vencimento|vencimento|f vencimiento|fec vcto|fecha vcto|fecha venc|fecha limite',
    words: 'vencimiento|vencimento|vcto|due date|fecha vence|fecha venc|fecha limite',
    not: 'dias|days|tramo|rango',
  },
  {
    field: 'amount',
    exact:
      'monto|saldo|importe|valor|amount|balance|deuda|total|monto adeudado|saldo pendiente|saldo vencido|monto deuda|amount due|outstanding|valor em aberto|open amount|total deuda|saldo insoluto|importe pendiente',
    words: 'monto|saldo|importe|amount|balance|deuda|adeudado|valor|outstanding|total',
    not: 'moneda|currency|original|dias|fecha|pagado|abono|iva|neto|interes|tipo|estado|30|60|90|120|180|paid|credito|limite|facturas',
  },
  {
    field: 'currency',
    exact: 'moneda|divisa|currency|moeda|mon|curr|cod moneda|tipo moneda',
    words: 'moneda|divisa|currency|moeda',
    not: 'monto|amount|saldo|local',
  },
  {
    field: 'paymentLink',
    exact:
      'link de pago|enlace de pago|link pago|url pago|url de pago|payment link|payment url|boton de pago|link de pagamento|pay link',
    words: 'link pago|enlace pago|url pago|payment link|payment url|link pagamento',
  },
  {
    field: 'language',
    exact: 'idioma|lengua|language|lang|lingua',
    words: 'idioma|language',
  },
  {
    field: 'timeZone',
    exact: 'zona horaria|huso horario|time zone|timezone|fuso horario|tz',
    words: 'zona horaria|huso horario|time zone|timezone',
  },
  {
    field: 'role',
    exact: 'rol|tipo deudor|calidad|role|debtor type|calidad deudor|tipo de deudor|papel',
    words: 'tipo deudor|calidad deudor|debtor type|debtor role',
  },
  {
    field: 'paid',
    exact: 'pagado|pagada|pago|paid|cancelada|cancelado|quitado',
    words: 'pagado|pagada|is paid',
    not: 'monto|fecha|total|importe|date|amount|por',
  },
  {
    field: 'dispute',
    exact: 'disputa|en disputa|dispute|disputed|reclamo|en reclamo|controversia|objetada|contestado',
    words: 'disputa|dispute|disputed|reclamo',
    not: 'fecha|motivo|numero|date|reason',
  },
  {
    field: 'promise',
    exact: 'promesa|promesa de pago|compromiso|compromiso de pago|promise|promise to pay|promessa',
    words: 'promesa|compromiso pago|promise',
    not: 'fecha|monto|date|amount',
  },
  {
    field: 'legal',
    exact: 'judicial|cobranza judicial|legal|en legal|prejuridico|juridico|demanda|lawsuit|litigio',
    words: 'judicial|juridico|legal',
    not: 'representante|nombre|entidad|fecha|direccion|name',
  },
  {
    field: 'doNotContact',
    exact:
      'no contactar|no molestar|do not contact|dnc|opt out|no llamar|excluir|bloqueado|nao contatar|baja|no enviar',
    words: 'no contactar|do not contact|no enviar|opt out|no molestar|nao contatar',
  },
  {
    field: 'status',
    exact:
      'estado|status|situacion|estado factura|estado deuda|estado documento|estado cobranza|situacao|gestion',
    words: 'estado factura|estado deuda|estado cobranza|invoice status|estado documento',
    not: 'civil|correo|cuenta',
  },
]

export const FIELD_NAMES = fieldNames(TABLE)
