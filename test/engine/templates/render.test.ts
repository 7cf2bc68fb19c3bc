import { Liquid } from 'liquidjs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MailLayout } from '../../../main/engine/templates/layout.ts'
import { htmlEngine } from '../../../main/engine/templates/liquid/engine.ts'
import { templateScope } from '../../../main/engine/templates/liquid/scope.ts'
import { prepareSteps } from '../../../main/engine/templates/liquid/steps.ts'
import {
  compileTemplate,
  renderTemplate,
  templateCache,
  type TemplateSource,
} from '../../../main/engine/templates/render.ts'
import { templateVariables } from '../../../shared/domain/template-variables.ts'
import { templateData } from './template-data.ts'

const layout: MailLayout = {
  language: 'es',
  logoUrl: 'https://firma.test/logo.png',
  accentColor: '#1c5d99',
  preheader: 'Saldo de {{ recipient.name }}',
  footer: '{{ firm.name }} & Cía.\nBogotá',
  legalText: 'Ley <1266> de 2008',
  unsubscribeLink: true,
}

function rendered(over: Partial<TemplateSource>, data = templateData(), extra = ['poliza']) {
  const compiled = compileTemplate(
    { subject: 'Aviso', html: '<p>a</p>', text: null, layout: null, ...over },
    extra,
  )
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return renderTemplate(compiled.template, data)
}
function html(source: string, data = templateData()): string {
  const result = rendered({ html: source }, data)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.message.html
}
/** Intl writes no-break spaces; tests are read by people. */
const spaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('a rendered message', () => {
  test('says amounts, dates, numbers and days as the recipient writes them', () => {
    const source =
      '{{ recipient.amount | money }}; {{ recipient.dueDate | date: "long" }}; {{ recipient.dueDate | date: "short" }}; {{ 1234.5 | number }}; {{ recipient.daysOverdue | days }}; {{ recipient.bucket }}'
    expect(spaces(html(source))).toBe(
      '$ 1.234.567,89; 15 de enero de 2026; 15/01/2026; 1.234,5; 46 días; 31-60',
    )
    expect(spaces(html(source, templateData({ language: 'en-US' })))).toBe(
      'COP 1,234,567.89; January 15, 2026; 01/15/2026; 1,234.5; 46 days; 31-60',
    )
    expect(
      spaces(html(source, templateData({ language: 'es-MX', amount: { minor: 5_000, currency: 'MXN' } }))),
    ).toBe('$50.00; 15 de enero de 2026; 15/01/2026; 1,234.5; 46 días; 31-60')
  })

  test('goes through the invoices', () => {
    const source =
      '{% for invoice in recipient.invoices %}[{{ invoice.number }} {{ invoice.issueDate | date: "short" }} {{ invoice.amount | money }}]{% endfor %}'
    expect(spaces(html(source))).toBe('[F-1 16/12/2025 $ 1.000.000][F-2  $ 234.567,89]')
  })

  test('compares and calculates with amounts, and knows what a row does not have', () => {
    expect(html('{% if recipient.amount > 1000000 %}alto{% else %}bajo{% endif %}')).toBe('alto')
    expect(spaces(html('{{ recipient.amount | minus: 234567.89 | money }}'))).toBe('$ 1.000.000')
    const bare = templateData({ name: null, dueDate: null, amount: null, paymentLink: null, invoices: [] })
    expect(
      html(
        '[{{ recipient.name }}{{ recipient.amount | money }}{{ recipient.dueDate | date: "long" }}]',
        bare,
      ),
    ).toBe('[]')
    expect(html('{% if recipient.paymentLink %}a{% else %}b{% endif %}', bare)).toBe('b')
    expect(html('{% for i in recipient.invoices %}a{% else %}ninguna{% endfor %}', bare)).toBe('ninguna')
    expect(html('{{ recipient.name | default: "cliente" }}', bare)).toBe('cliente')
  })

  test('knows extra columns by their path and by their name', () => {
    expect(html('{{ recipient.extra.poliza }} {{ poliza }}')).toBe('P-77 P-77')
  })

  test('escapes every value in HTML and none in text and subject', () => {
    const data = templateData({ name: `<script>alert("1")</script> & 'Co'` })
    const result = rendered(
      {
        subject: '{{ recipient.name }}',
        html: '<p title="{{ recipient.name }}">{{ recipient.name }}</p>',
        text: '{{ recipient.name }}',
      },
      data,
    )
    if (!result.ok) throw new Error('no')
    const escaped = '&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; &#39;Co&#39;'
    expect(result.message.html).toBe(`<p title="${escaped}">${escaped}</p>`)
    expect(result.message.text).toBe(`<script>alert("1")</script> & 'Co'`)
    expect(result.message.subject).toBe(`<script>alert("1")</script> & 'Co'`)
  })

  test('has no way to write a value unescaped', () => {
    const data = templateData({ name: '<b>' })
    const ways = [
      '{{ recipient.name | raw }}',
      '{% echo recipient.name %}',
      '{% liquid echo recipient.name %}',
      '{% cycle recipient.name %}',
      '{% tablerow i in recipient.invoices %}{{ recipient.name }}{% endtablerow %}',
      '{{ recipient.name | escape }}',
      '{% capture x %}{{ recipient.name }}{% endcapture %}{{ x }}',
      '{% assign x = recipient.name %}{{ x }}',
      '{% for c in recipient.name %}{{ c }}{% endfor %}',
      '{{ recipient.name | append: "<i>" }}',
      '{{ "<u>" }}',
      '{% case recipient.name %}{% when "<b>" %}{{ recipient.name }}{% endcase %}',
    ]
    const unescaped = ways.filter((way) => {
      const compiled = compileTemplate({ subject: 'a', html: way, text: 'a', layout: null }, [])
      const result = compiled.ok && renderTemplate(compiled.template, data)
      return result && result.ok && /<[biu]>/.test(result.message.html)
    })
    expect(unescaped).toEqual([])
  })

  test('has a subject on one line whatever a name contains', () => {
    const result = rendered(
      { subject: ' Hola {{ recipient.name }} \n' },
      templateData({ name: 'Ana\r\nBcc: x@y.test\u2028\u0000z' }),
    )
    expect(result).toMatchObject({ ok: true, message: { subject: 'Hola Ana Bcc: x@y.test z' } })
  })

  test('uses CRLF, so that nothing is left to convert for each message', () => {
    expect(html('<p>a</p>\n<p>b</p>\r\n<p>c</p>')).toBe('<p>a</p>\r\n<p>b</p>\r\n<p>c</p>')
  })
})

describe('a template that cannot be used', () => {
  const cases: [string, object][] = [
    [
      'uno\n{{ recipient.nombre }}',
      { reason: 'variable_unknown', line: 2, column: 4, params: { name: 'recipient.nombre' } },
    ],
    ['{{ recipient.nme }}', { reason: 'variable_unknown', params: { suggestion: 'recipient.name' } }],
    ['{{ amount }}', { reason: 'variable_unknown', params: { suggestion: 'recipient.amount' } }],
    ['{{ recipient.extra.otra }}', { reason: 'variable_unknown' }],
    [
      '{% for f in recipient.invoices %}{{ f.numero }}{% endfor %}',
      {
        reason: 'variable_unknown',
        params: { name: 'recipient.invoices[].numero', suggestion: 'recipient.invoices[].number' },
      },
    ],
    ['{{ recipient.invoices[0].numero }}', { reason: 'variable_unknown' }],
    ['{{ recipient.amount | dinero }}', { reason: 'filter_unknown', params: { name: 'dinero' }, line: 1 }],
    ['a\n\n  {% if recipient.name %}', { reason: 'tag_not_closed', line: 3, column: 3 }],
    ['{{ recipient.name ', { reason: 'tag_not_closed', line: 1 }],
    ['{% include "/etc/passwd" %}', { reason: 'tag_unknown', params: { name: 'include' } }],
    ['{% render "x" %}', { reason: 'tag_unknown' }],
    ['{% layout "x" %}', { reason: 'tag_unknown' }],
    ['{% si recipient.name %}', { reason: 'tag_unknown', params: { name: 'si' } }],
    ['x'.repeat(600_000), { reason: 'too_long' }],
  ]
  for (const [source, expected] of cases) {
    test(`${JSON.stringify(source.slice(0, 50))} is told with reason and place`, () => {
      const compiled = compileTemplate({ subject: 'a', html: source, text: 'a', layout: null }, ['poliza'])
      expect(compiled).toMatchObject({ ok: false, problems: [{ part: 'html', ...expected }] })
    })
  }

  test('lists every unknown variable of every part', () => {
    const compiled = compileTemplate({
      subject: '{{ uno }}',
      html: '{{ dos }} {{ tres }}',
      text: '{{ cuatro }}',
      layout: null,
    })
    expect(compiled.ok ? [] : compiled.problems.map(({ part, params }) => [part, params['name']])).toEqual([
      ['subject', 'uno'],
      ['html', 'dos'],
      ['html', 'tres'],
      ['text', 'cuatro'],
    ])
  })

  test('may use any extra column while it is not bound to a list', () => {
    expect(compileTemplate({ subject: '{{ loquesea }}', html: 'a', text: 'a', layout: null }, null).ok).toBe(
      true,
    )
  })

  const costly = [
    '{% for a in (1..100000) %}{% for b in (1..100000) %}x{% endfor %}{% endfor %}',
    '{% for i in (1..99999999) %}x{% endfor %}',
    '{% assign s = "xxxxxxxxxx" %}{% for i in (1..100) %}{% assign s = s | append: s %}{% endfor %}{{ s }}',
  ]
  for (const source of costly) {
    test(`is stopped in time: ${source.slice(0, 40)}`, () => {
      const result = rendered({ html: source, text: 'a' })
      expect(['too_slow', 'too_big']).toContain(result.ok ? 'rendered' : result.problem.reason)
    })
  }

  test('is stopped where a filter cannot make sense of a value, with the place', () => {
    expect(rendered({ html: 'a\n{{ recipient.name | money }}', text: 'a' })).toMatchObject({
      ok: false,
      problem: { reason: 'value_unsuitable', part: 'html', line: 2 },
    })
    expect(rendered({ html: '{{ recipient.dueDate | date: "raro" }}', text: 'a' })).toMatchObject({
      ok: false,
    })
  })

  test('cannot reach anything but the variables', () => {
    const reached = ['{{ recipient.constructor }}', '{{ recipient.__proto__ }}', '{{ toString }}'].filter(
      (source) => compileTemplate({ subject: 'a', html: source, text: 'a', layout: null }).ok,
    )
    expect(reached).toEqual([])
    const compiled = compileTemplate(
      { subject: 'a', html: '{{ recipient[campaign.name] }}', text: 'a', layout: null },
      null,
    )
    if (!compiled.ok) throw new Error('no')
    const result = renderTemplate(compiled.template, templateData({}, { campaign: { name: 'constructor' } }))
    expect(result).toMatchObject({ ok: false, problem: { reason: 'variable_unknown' } })
  })
})

describe('the variables that are offered', () => {
  test('all exist for every recipient', () => {
    const missing = templateVariables.filter(({ name }) => {
      const source = name.includes('[]')
        ? `{% for item in ${name.split('[]')[0]} %}{{ item${name.split('[]')[1]} }}{% endfor %}`
        : `{{ ${name} }}`
      return !rendered({ html: source, text: 'a' }).ok
    })
    expect(missing).toEqual([])
  })
})

describe('prepared steps', () => {
  const pieces = fc.constantFrom(
    'texto ',
    '{{ recipient.name }}',
    '{{ recipient.amount | money }}',
    '{{ recipient.name | upcase | truncate: 5 }}',
    '{{ recipient.taxId | append: recipient.role }}',
    '{{ recipient.invoices.size }}',
    '{{ recipient.invoices[1].number }}',
    '{{ recipient["name"] }}',
    '{% for i in recipient.invoices %}{{ i.number }}{{ forloop.index }}{% endfor %}',
    '{% for i in recipient.invoices %}{{ i.number }}{% if i.number == "F-1" %}{% break %}{% endif %}!{% endfor %}',
    '{% for i in recipient.invoices %}{% if i.number == "F-1" %}{% continue %}{% endif %}{{ i.dueDate | date: "short" }}{% endfor %}',
    '{% for i in recipient.invoices limit: 1 %}{{ i.amount | money }}{% endfor %}',
    '{% for i in recipient.invoices reversed %}{{ i.number }}{% endfor %}',
    '{% for i in recipient.invoices %}{% for j in recipient.invoices %}{{ i.number }}{{ j.number }}{% endfor %}{% endfor %}',
    '{% if recipient.amount > 5 and recipient.role == "debtor" %}sí{% elsif recipient.name %}tal vez{% else %}no{% endif %}',
    '{% unless recipient.paymentLink %}sin{% else %}con{% endunless %}',
    '{% assign v = recipient.name %}{{ v }}',
    '{% capture c %}<{{ recipient.name }}>{% endcapture %}{{ c }}',
    '{% comment %}nada{% endcomment %}',
    '{% raw %}{{ literal }}{% endraw %}',
    '{%- if recipient.name -%} x {%- endif -%}',
    '{{ recipient.amount }}',
    '{{ nada }}',
    '{{ recipient.falta }}',
    '{{ recipient.name | money }}',
    '{% for i in recipient.falta %}x{% endfor %}',
  )

  test('write what Liquid itself writes, and fail where it fails', () => {
    const scope = () => templateScope(templateData({ name: `Ana <"&'>` }))
    const attempt = (write: () => unknown): unknown => {
      try {
        return write()
      } catch (error) {
        return error instanceof Error ? error.message : error
      }
    }
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 8 }), (parts) => {
        const source = parts.join('\n')
        const templates = htmlEngine.parse(source)
        const steps = prepareSteps(htmlEngine, templates, true)
        expect(attempt(() => steps(scope()))).toEqual(
          attempt(() => htmlEngine.renderSync(templates, scope()) as unknown),
        )
      }),
      { numRuns: 500 },
    )
    expect(htmlEngine).toBeInstanceOf(Liquid)
  })
})

describe('the layout', () => {
  test('surrounds the body, inlines its style and keeps Liquid and media queries', () => {
    const result = rendered({
      html: '<p>Hola {{ recipient.name }}</p><table>{% for i in recipient.invoices %}<tr><td>{{ i.number }}</td></tr>{% endfor %}</table>',
      layout,
    })
    if (!result.ok) throw new Error(JSON.stringify(result.problem))
    const { html: page, text } = result.message
    expect(page).toMatch(/^<!DOCTYPE html>/)
    expect(page).toContain('<p style="margin: 0 0 16px;">Hola Ana María García</p>')
    expect(page.match(/<tr><td style="[^"]*">F-[12]<\/td><\/tr>/g)).toHaveLength(2)
    expect(page).toContain('prefers-color-scheme: dark')
    expect(page).toContain('Estudio Andino &amp; Cía.<br>Bogotá')
    expect(page).toContain('Ley &lt;1266&gt; de 2008')
    expect(page).toContain('href="https://firma.test/baja/1"')
    expect(text).toBe(
      'Hola Ana María García\r\n\r\nF-1\r\nF-2\r\n\r\nEstudio Andino & Cía.\r\nBogotá\r\n\r\nLey <1266> de 2008\r\n\r\n' +
        'Este mensaje se envió a ana@correo.test. Dejar de recibir estos mensajes (https://firma.test/baja/1)\r\n',
    )
  })

  test('takes no picture and no colour that could carry anything else', () => {
    const hostile = { ...layout, logoUrl: 'javascript:alert(1)', accentColor: 'red;} body{display:none' }
    const result = rendered({ html: '<p><a href="https://a.test">a</a></p>', layout: hostile })
    expect(result.ok && result.message.html).not.toMatch(/javascript|display:none;?\s*}|red;/)
  })
})

describe('the cache of compiled templates', () => {
  test('compiles a version once and forgets the one not used for longest', () => {
    const cache = templateCache(2)
    let compiled = 0
    const get = (id: string) =>
      cache.get(id, () => {
        compiled += 1
        return compileTemplate({ subject: id, html: 'a', text: 'a', layout: null })
      })
    get('a')
    get('b')
    get('a')
    get('c')
    expect(compiled).toBe(3)
    get('a')
    expect(compiled).toBe(3)
    get('b')
    expect(compiled).toBe(4)
  })
})
