import type { TemplateType } from '../../../shared/domain/template-types.ts'

interface DefaultTemplate {
  name: string
  type: TemplateType
  language: 'es' | 'en'
  content: { subject: string; preheader: string; html: string }
}

const invoices = {
  es: `<table>
<thead><tr><th>Factura</th><th>Vencimiento</th><th style="text-align: right">Monto</th></tr></thead>
<tbody>
{% for invoice in recipient.invoices %}<tr><td>{{ invoice.number }}</td><td>{{ invoice.dueDate | date: "short" }}</td><td style="text-align: right">{{ invoice.amount | money }}</td></tr>
{% endfor %}</tbody>
</table>`,
  en: `<table>
<thead><tr><th>Invoice</th><th>Due</th><th style="text-align: right">Amount</th></tr></thead>
<tbody>
{% for invoice in recipient.invoices %}<tr><td>{{ invoice.number }}</td><td>{{ invoice.dueDate | date: "short" }}</td><td style="text-align: right">{{ invoice.amount | money }}</td></tr>
{% endfor %}</tbody>
</table>`,
}

const pay = {
  es: `{% if recipient.paymentLink %}<p><a class="button" href="{{ recipient.paymentLink }}">Pagar en línea</a></p>{% endif %}`,
  en: `{% if recipient.paymentLink %}<p><a class="button" href="{{ recipient.paymentLink }}">Pay online</a></p>{% endif %}`,
}

const greeting = {
  es: `<p>{% if recipient.name %}Estimado/a {{ recipient.name }}:{% else %}Buenos días:{% endif %}</p>`,
  en: `<p>{% if recipient.name %}Dear {{ recipient.name }},{% else %}Hello,{% endif %}</p>`,
}

/** The templates of a new workspace: plain, courteous, and within what contact rules allow to be said. */
export const defaultTemplates: readonly DefaultTemplate[] = [
  {
    name: 'Recordatorio de pago: primer aviso',
    type: 'payment_reminder_first',
    language: 'es',
    content: {
      subject: 'Recordatorio de pago de {{ recipient.amount | money }}',
      preheader: 'Detalle de lo pendiente y cómo pagarlo.',
      html: `${greeting.es}
<p>Según nuestros registros, al {{ today | date: "long" }} está pendiente un total de <strong>{{ recipient.amount | money }}</strong>{% if recipient.creditor %} con {{ recipient.creditor }}{% endif %}.</p>
${invoices.es}
${pay.es}
<p>Si el pago ya se hizo, este mensaje puede ignorarse. Ante cualquier duda, basta con responder a este correo.</p>
<p>Saludos cordiales,<br>{{ firm.name }}</p>`,
    },
  },
  {
    name: 'Recordatorio de pago: segundo aviso',
    type: 'payment_reminder_second',
    language: 'es',
    content: {
      subject: 'Segundo aviso: {{ recipient.amount | money }} pendiente',
      preheader: 'Sigue pendiente el pago que avisamos hace unos días.',
      html: `${greeting.es}
<p>Hace unos días escribimos por un saldo de <strong>{{ recipient.amount | money }}</strong>{% if recipient.creditor %} con {{ recipient.creditor }}{% endif %} que todavía figura como pendiente{% if recipient.daysOverdue %}, con {{ recipient.daysOverdue | days }} de atraso{% endif %}.</p>
${invoices.es}
${pay.es}
<p>Si hace falta acordar un plan de pago o hay un error en estos datos, basta con responder a este correo y lo revisamos.</p>
<p>Saludos cordiales,<br>{{ firm.name }}</p>`,
    },
  },
  {
    name: 'Recordatorio de pago: último aviso',
    type: 'payment_reminder_final',
    language: 'es',
    content: {
      subject: 'Último aviso sobre el saldo de {{ recipient.amount | money }}',
      preheader: 'Antes de pasar a la siguiente etapa, queda tiempo para acordar el pago.',
      html: `${greeting.es}
<p>Este es el último aviso por correo sobre el saldo de <strong>{{ recipient.amount | money }}</strong>{% if recipient.creditor %} con {{ recipient.creditor }}{% endif %}{% if recipient.dueDate %}, vencido el {{ recipient.dueDate | date: "long" }}{% endif %}.</p>
${invoices.es}
${pay.es}
<p>Para pagar, acordar un plan o aclarar una diferencia, basta con responder a este correo en los próximos días.</p>
<p>Saludos cordiales,<br>{{ firm.name }}</p>`,
    },
  },
  {
    name: 'Mensaje alternativo si no hay respuesta',
    type: 'fallback',
    language: 'es',
    content: {
      subject: 'Sobre nuestro mensaje anterior',
      preheader: 'Por si el primer correo no llegó a leerse.',
      html: `${greeting.es}
<p>Hace unos días enviamos un correo sobre un saldo de <strong>{{ recipient.amount | money }}</strong>. Por si no llegó a leerse, aquí está de nuevo lo esencial.</p>
${invoices.es}
${pay.es}
<p>Si prefiere otro medio de contacto, basta con indicarlo en una respuesta a este correo.</p>
<p>Saludos cordiales,<br>{{ firm.name }}</p>`,
    },
  },
  {
    name: 'Solicitud de documentos',
    type: 'document_request',
    language: 'es',
    content: {
      subject: 'Documentos pendientes para {{ firm.name }}',
      preheader: 'Qué falta y cómo enviarlo.',
      html: `${greeting.es}
<p>Para seguir adelante con su caso necesitamos los documentos que quedaron pendientes. Pueden enviarse como respuesta a este correo.</p>
<p>Si alguno ya se envió o no corresponde, basta con indicarlo y lo quitamos de la lista.</p>
<p>Gracias,<br>{{ firm.name }}</p>`,
    },
  },
  {
    name: 'Aviso de aprobación pendiente',
    type: 'approval_notice',
    language: 'es',
    content: {
      subject: 'Hay una aprobación pendiente: {{ campaign.name }}',
      preheader: 'Espera una decisión dentro de las próximas 24 horas.',
      html: `${greeting.es}
<p>La campaña <strong>{{ campaign.name }}</strong> espera una aprobación para salir. Si nadie decide en 24 horas, no se envía.</p>
<p>Se puede revisar el contenido exacto en Despacho, en la página Aprobaciones.</p>
<p>{{ firm.name }}</p>`,
    },
  },
  {
    name: 'Payment reminder: first notice',
    type: 'payment_reminder_first',
    language: 'en',
    content: {
      subject: 'Payment reminder for {{ recipient.amount | money }}',
      preheader: 'What is outstanding and how to pay it.',
      html: `${greeting.en}
<p>According to our records, <strong>{{ recipient.amount | money }}</strong>{% if recipient.creditor %} owed to {{ recipient.creditor }}{% endif %} is outstanding as of {{ today | date: "long" }}.</p>
${invoices.en}
${pay.en}
<p>If this has already been paid, please disregard this message. For any question, simply reply to this e-mail.</p>
<p>Kind regards,<br>{{ firm.name }}</p>`,
    },
  },
  {
    name: 'Payment reminder: second notice',
    type: 'payment_reminder_second',
    language: 'en',
    content: {
      subject: 'Second notice: {{ recipient.amount | money }} outstanding',
      preheader: 'The payment we wrote about some days ago is still open.',
      html: `${greeting.en}
<p>Some days ago we wrote about a balance of <strong>{{ recipient.amount | money }}</strong>{% if recipient.creditor %} owed to {{ recipient.creditor }}{% endif %}, which is still outstanding{% if recipient.daysOverdue %} and {{ recipient.daysOverdue | days }} overdue{% endif %}.</p>
${invoices.en}
${pay.en}
<p>To agree on a payment plan, or if any of this is wrong, simply reply to this e-mail and we will look into it.</p>
<p>Kind regards,<br>{{ firm.name }}</p>`,
    },
  },
  {
    name: 'Payment reminder: final notice',
    type: 'payment_reminder_final',
    language: 'en',
    content: {
      subject: 'Final notice about the balance of {{ recipient.amount | money }}',
      preheader: 'There is still time to settle this before the next step.',
      html: `${greeting.en}
<p>This is the last e-mail about the balance of <strong>{{ recipient.amount | money }}</strong>{% if recipient.creditor %} owed to {{ recipient.creditor }}{% endif %}{% if recipient.dueDate %}, due on {{ recipient.dueDate | date: "long" }}{% endif %}.</p>
${invoices.en}
${pay.en}
<p>To pay, agree on a plan or clear up a difference, simply reply to this e-mail within the next days.</p>
<p>Kind regards,<br>{{ firm.name }}</p>`,
    },
  },
  {
    name: 'Follow-up when there is no answer',
    type: 'fallback',
    language: 'en',
    content: {
      subject: 'About our previous message',
      preheader: 'In case the first e-mail was not seen.',
      html: `${greeting.en}
<p>Some days ago we wrote about a balance of <strong>{{ recipient.amount | money }}</strong>. In case that message was not seen, here is what matters.</p>
${invoices.en}
${pay.en}
<p>If another way of contact is more convenient, simply say so in a reply to this e-mail.</p>
<p>Kind regards,<br>{{ firm.name }}</p>`,
    },
  },
  {
    name: 'Request for documents',
    type: 'document_request',
    language: 'en',
    content: {
      subject: 'Documents still needed by {{ firm.name }}',
      preheader: 'What is missing and how to send it.',
      html: `${greeting.en}
<p>To go on with your case we need the documents that are still missing. They can be sent in reply to this e-mail.</p>
<p>If one of them was sent already or does not apply, simply say so and we will take it off the list.</p>
<p>Thank you,<br>{{ firm.name }}</p>`,
    },
  },
  {
    name: 'Notice of a pending approval',
    type: 'approval_notice',
    language: 'en',
    content: {
      subject: 'An approval is pending: {{ campaign.name }}',
      preheader: 'It waits for a decision within the next 24 hours.',
      html: `${greeting.en}
<p>The campaign <strong>{{ campaign.name }}</strong> waits for an approval before it goes out. If nobody decides within 24 hours, it is not sent.</p>
<p>The exact content can be reviewed in Despacho, on the Approvals page.</p>
<p>{{ firm.name }}</p>`,
    },
  },
]
