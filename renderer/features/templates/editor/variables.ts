import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { type TemplateVariable, templateVariables } from '../../../../shared/domain/template-variables.ts'
import { texts } from '../../../../shared/i18n/index.ts'

export const variableGroups = ['recipient', 'invoice', 'firm', 'other'] as const
export type VariableGroup = (typeof variableGroups)[number]

/** Where a variable stands in the menu. */
export function groupOf({ name }: TemplateVariable): VariableGroup {
  if (name.includes('[]')) return 'invoice'
  if (name.startsWith('recipient.')) return 'recipient'
  return name.startsWith('firm.') ? 'firm' : 'other'
}

/** The Liquid that writes a variable; fields of a list are those of the loop's item. */
export function codeOf({ name, filter }: TemplateVariable): string {
  const path = name.replace('recipient.invoices[].', 'invoice.')
  return filter === undefined ? `{{ ${path} }}` : `{{ ${path} | ${filter} }}`
}

/** The variables that can be inserted: a list is not text, it is walked through by a loop. */
export const insertable = templateVariables.filter(({ type }) => type !== 'list')

type Described = keyof typeof texts.es.templates.variable

export function isDescribed(key: string): key is Described {
  return Object.hasOwn(texts.es.templates.variable, key)
}

/** What a piece of Liquid is called in the editor: the variable's name, or the code itself. */
export function useVariableLabel(): (code: string) => string {
  const { t } = useTranslation('templates')
  return useCallback(
    (code: string) => {
      const path = /^\{\{-?\s*([\w.]+)/.exec(code)?.[1]
      const variable = templateVariables.find(
        ({ name }) => name === path || name.replace('recipient.invoices[].', 'invoice.') === path,
      )
      if (variable && isDescribed(variable.description)) return t(`variable.${variable.description}`)
      return code.replaceAll(/^\{[{%]-?\s*|\s*-?[}%]\}$/g, '')
    },
    [t],
  )
}

/** Ready-made pieces of HTML with their Liquid, by the language of the template. */
export const readyBlocks = {
  invoiceTable: {
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
  },
  payButton: {
    es: `{% if recipient.paymentLink %}<p><a class="button" href="{{ recipient.paymentLink }}">Pagar en línea</a></p>{% endif %}`,
    en: `{% if recipient.paymentLink %}<p><a class="button" href="{{ recipient.paymentLink }}">Pay online</a></p>{% endif %}`,
  },
  ifName: {
    es: `<p>{% if recipient.name %}Estimado/a {{ recipient.name }}:{% else %}Buenos días:{% endif %}</p>`,
    en: `<p>{% if recipient.name %}Dear {{ recipient.name }},{% else %}Hello,{% endif %}</p>`,
  },
} as const
export type ReadyBlock = keyof typeof readyBlocks
export const readyBlockNames = Object.keys(readyBlocks) as ReadyBlock[]

/** An old variable in single braces in what was pasted. */
export const oldVariable = /(?<!\{)\{\s*[\p{L}_][\p{L}\p{N}_ .-]{0,59}?\s*\}(?!\})/u
