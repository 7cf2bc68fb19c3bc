import type { ClientImportField } from '../../../../shared/domain/client-import.ts'
import { fieldNames, type FieldNamesRow } from '../../core/sheets/field-names.ts'

/** What lists of clients of Latin America, Spain and the United States call each field. */
const TABLE: readonly FieldNamesRow<ClientImportField>[] = [
  {
    field: 'contactEmail',
    exact:
      'correo|email|e mail|mail|correo electronico|email address|correo contacto|correo de contacto|email contacto|contact email|correo principal',
    words: 'correo|email|mail|e mail',
    not: 'ejecutivo|vendedor|responsable|cobrador|asignado|copia|cc|alternativo|secundario|account manager|owner',
  },
  {
    field: 'taxId',
    exact:
      'rut|nit|rfc|ruc|cuit|cuil|cif|nif|tax id|cedula|dni|ein|identificacion|identificacion tributaria|id fiscal|rut cliente|nit cliente',
    words: 'rut|nit|rfc|ruc|cuit|nif|cif|tax id|identificacion|id fiscal|vat number',
    not: 'contacto|representante|ejecutivo|tipo|pais',
  },
  {
    field: 'contactName',
    exact:
      'contacto|nombre contacto|nombre de contacto|nombre del contacto|contact|contact name|persona de contacto|representante|contacto principal|primary contact',
    words: 'nombre contacto|contact name|persona contacto|representante|contacto nombre',
    not: 'telefono|phone|cargo|correo|email|mail|idioma|position|title|language|rut|fecha',
  },
  {
    field: 'contactPhone',
    exact:
      'telefono|fono|celular|movil|phone|telephone|mobile|telefono contacto|telefono de contacto|contact phone|phone number|whatsapp',
    words: 'telefono|fono|celular|movil|phone|mobile',
  },
  {
    field: 'contactPosition',
    exact: 'cargo|puesto|position|job title|cargo contacto|cargo del contacto|title|role|contact title|rol',
    words: 'cargo|puesto|job title|position',
  },
  {
    field: 'contactLanguage',
    exact: 'idioma|lengua|language|lang|idioma contacto|contact language',
    words: 'idioma|language',
  },
  {
    field: 'name',
    exact:
      'razon social|nombre|cliente|nombre cliente|nombre del cliente|nombre o razon social|name|client|client name|customer|customer name|company|company name|empresa|titular|nombre empresa|account|account name',
    words: 'razon social|nombre|name|cliente|client|customer|empresa|company',
    not: 'contacto|contact|codigo|cod|id|numero|nro|ejecutivo|vendedor|responsable|tipo|estado|direccion|telefono|etapa|stage|manager|owner|since|desde',
  },
  { field: 'country', exact: 'pais|country|nacion|country code|codigo pais', words: 'pais|country' },
  {
    field: 'stage',
    exact:
      'etapa|estado|status|stage|situacion|estado cliente|etapa cliente|client status|client stage|fase|lifecycle stage',
    words: 'etapa|stage|estado cliente|client status',
    not: 'civil|cuenta|pago|factura',
  },
  {
    field: 'health',
    exact: 'salud|health|health score|salud cliente|puntaje|score|indice de salud',
    words: 'salud|health',
  },
  {
    field: 'assignee',
    exact:
      'responsable|asignado|asignado a|ejecutivo|encargado|contador|account manager|owner|assignee|assigned to|ejecutivo de cuenta|vendedor|contador asignado|accountant',
    words: 'responsable|asignado|ejecutivo|encargado|account manager|assignee|assigned|owner',
    not: 'correo|email|telefono|fecha',
  },
  {
    field: 'tags',
    exact: 'etiquetas|etiqueta|tags|tag|labels|categorias|categoria|segmento|segment',
    words: 'etiquetas|tags|labels|categorias',
  },
  {
    field: 'notes',
    exact: 'notas|nota|observaciones|observacion|comentarios|comentario|notes|note|comments|remarks',
    words: 'notas|observaciones|comentarios|notes|comments',
  },
]

export const CLIENT_FIELD_NAMES = fieldNames(TABLE)
