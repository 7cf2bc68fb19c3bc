import { describe, expect, test } from 'vitest'
import { lintTemplate, type LintSource } from '../../../main/engine/templates/lint.ts'
import { plainTextOf } from '../../../main/engine/templates/plain-text.ts'
import { compileTemplate, renderTemplate } from '../../../main/engine/templates/render.ts'
import { sanitiseTemplateHtml } from '../../../main/engine/templates/sanitise.ts'
import { convertSingleBraces, wellKnownNames } from '../../../main/engine/templates/single-brace.ts'
import { extraColumnSlug, isFreeSlug } from '../../../shared/domain/template-variables.ts'
import { templateData } from './template-data.ts'

describe('the plain text of a template', () => {
  const cases: [string, string][] = [
    ['<h1>Hola {{ recipient.name }}</h1><p>uno<br>dos</p>', 'Hola {{ recipient.name }}\n\nuno\ndos\n'],
    [
      '<p>Debe <b>{{ recipient.amount | money }}</b> &amp; más</p>',
      'Debe {{ recipient.amount | money }} & más\n',
    ],
    ['<a href="{{ recipient.paymentLink }}">Pagar</a>', 'Pagar ({{ recipient.paymentLink }})\n'],
    ['<a href="https://a.test">https://a.test</a>', 'https://a.test\n'],
    ['<ul><li>a</li><li>b</li></ul>', '* a\n * b\n'],
    ['<img src="https://x.test/l.png" alt="Logo">a', 'a\n'],
    ['<style>p{color:red}</style><p>a</p>', 'a\n'],
    ['{% if recipient.amount > 5 %}<p>a</p>{% endif %}', '{% if recipient.amount > 5 %}a\n\n{% endif %}\n'],
    [
      '<p>a</p><table>{% for i in recipient.invoices %}<tr><td>{{ i.number }}</td><td>x</td></tr>{% endfor %}</table><p>b</p>',
      'a\n\n{% for i in recipient.invoices %}{{ i.number }}  x\n{% endfor %}\nb\n',
    ],
  ]
  for (const [html, text] of cases) {
    test(`of ${html.slice(0, 60)}`, () => {
      expect(plainTextOf(html)).toBe(text)
    })
  }
})

describe('an older template', () => {
  test('has its single braces turned into Liquid, however the names are written', () => {
    const { text, converted, unmapped } = convertSingleBraces(
      'Hola {Nombre}, debe {MONTO} desde el {fecha_vencimiento} a {Empresa}. {Fecha de Vencimiento} {número factura} {nombre}',
    )
    expect(text).toBe(
      'Hola {{ recipient.name }}, debe {{ recipient.amount | money }} desde el {{ recipient.dueDate | date: "long" }} a {{ firm.name }}. ' +
        '{{ recipient.dueDate | date: "long" }} {{ recipient.invoices | map: "number" | join: ", " }} {{ recipient.name }}',
    )
    expect(converted).toContainEqual({ from: '{MONTO}', to: '{{ recipient.amount | money }}' })
    expect(unmapped).toEqual([])
  })

  test('keeps and lists what has no counterpart, once', () => {
    const { text, unmapped } = convertSingleBraces('{sucursal} {póliza} {sucursal}', ['poliza'])
    expect(text).toBe('{sucursal} {{ recipient.extra.poliza }} {sucursal}')
    expect(unmapped).toEqual(['{sucursal}'])
  })

  test('keeps Liquid, style sheets and braces that hold no name', () => {
    const source =
      '<style>p {color} .a { nombre }</style>{{ recipient.name }} {% if a %}{% endif %} {} { 1 } {a:b} {{nombre}} {"nombre": 1}'
    expect(convertSingleBraces(source)).toEqual({ text: source, converted: [], unmapped: [] })
  })

  test('is turned into names that every recipient has', () => {
    const failing = [...new Set(Object.values(wellKnownNames))].filter((liquid) => {
      const compiled = compileTemplate({ subject: 'a', html: liquid, text: 'a', layout: null })
      const bare = templateData({
        name: null,
        amount: null,
        dueDate: null,
        issueDate: null,
        invoices: [],
        taxId: null,
      })
      return !compiled.ok || !renderTemplate(compiled.template, bare).ok
    })
    expect(failing).toEqual([])
  })
})

describe('the name of an extra column', () => {
  test('is its heading in lower case without accents', () => {
    expect(extraColumnSlug('Número de Póliza')).toBe('numero_de_poliza')
    expect(extraColumnSlug('  --  ')).toBe('')
    expect(extraColumnSlug('2ª cuota')).toBe('c_2_cuota')
    expect(isFreeSlug('numero_de_poliza')).toBe(true)
    for (const taken of ['recipient', 'firm', 'today', 'empty', '']) expect(isFreeSlug(taken)).toBe(false)
  })
})

describe('HTML of the editor', () => {
  const cases: [string, string, string][] = [
    [
      'keeps Liquid as written',
      '<p>{{ recipient.amount | money: "COP" }} {% if a > b && c %}x{% endif %}</p>',
      '<p>{{ recipient.amount | money: "COP" }} {% if a > b && c %}x{% endif %}</p>',
    ],
    [
      'keeps Liquid in links',
      '<a href="{{ recipient.paymentLink }}">a</a>',
      '<a href="{{ recipient.paymentLink }}">a</a>',
    ],
    [
      'keeps loops between rows',
      '<table><tbody>{% for i in l %}<tr><td>a</td></tr>{% endfor %}</tbody></table>',
      '<table><tbody>{% for i in l %}<tr><td>a</td></tr>{% endfor %}</tbody></table>',
    ],
    ['drops scripts', '<p>a</p><script>alert(1)</script>', '<p>a</p>'],
    ['drops scripts built with Liquid', '<scr{% if true %}ipt>alert(1)</script>', 'alert(1)'],
    [
      'drops handlers',
      '<img src="https://x.test/a.png" onerror="alert(1)" alt="a">',
      '<img src="https://x.test/a.png" alt="a" />',
    ],
    ['drops attributes made of Liquid', '<p {{ recipient.name }}>a</p>', '<p>a</p>'],
    ['drops script addresses', '<a href="javascript:{{ recipient.name }}">a</a>', '<a>a</a>'],
    ['drops data pages', '<a href="data:text/html,x">a</a><img src="data:text/html,x">', '<a>a</a><img />'],
    ['drops frames and forms', '<iframe src="https://x.test"></iframe><form><input>b</form>', 'b'],
    [
      'keeps style sheets without what loads',
      '<style>@import "https://x.test/a.css"; p{color:red;background:url(https://x.test)}</style>',
      '<style> p{color:red;background:none}</style>',
    ],
    ['empties style sheets that hide something', '<style>p{background:u\\72l(x)}</style>', '<style></style>'],
  ]
  for (const [what, html, clean] of cases) {
    test(`cleaning ${what}`, () => {
      expect(sanitiseTemplateHtml(html)).toBe(clean)
    })
  }

  test('does not change when cleaned again', () => {
    for (const [, html] of cases) {
      const once = sanitiseTemplateHtml(html)
      expect(sanitiseTemplateHtml(once)).toBe(once)
    }
  })
})

const sound: LintSource = {
  subject: 'Su saldo con {{ firm.name }}',
  html: '<p>Hola {{ recipient.name }}, le escribimos por la factura pendiente. Puede <a href="{{ recipient.paymentLink }}">pagar</a>, <a href="https://firma.test/a?b={{ poliza }}">leer más</a> o <a href="mailto:a@b.test">escribir</a>.</p><img src="https://firma.test/l.png" alt="Firma"><a href="{{ unsubscribeUrl }}">Baja</a>',
  text: 'Hola {{ recipient.name }}. Baja: {{ unsubscribeUrl }}',
}

describe('the check of a message', () => {
  test('finds nothing in a sound one', () => {
    expect(lintTemplate(sound)).toEqual([])
  })

  const unsubscribe = '<a href="{{ unsubscribeUrl }}">Baja</a>'
  const cases: [string, Partial<LintSource>, object][] = [
    ['an empty subject', { subject: ' ' }, { reason: 'subject_empty', where: 'subject', severity: 'error' }],
    [
      'a subject in capitals',
      { subject: 'PAGUE AHORA {{ recipient.name }}' },
      { reason: 'subject_capitals' },
    ],
    ['a subject that shouts', { subject: 'Aviso!!' }, { reason: 'subject_exclamation' }],
    ['a long subject', { subject: 'x'.repeat(90) }, { reason: 'subject_long', params: { length: '90' } }],
    ['a missing text part', { text: null }, { reason: 'text_missing', where: 'text' }],
    [
      'an empty link',
      { html: `${sound.html}<a href="#">a</a>` },
      { reason: 'link_broken', params: { link: '#' } },
    ],
    ['a broken link', { html: `${sound.html}<a href="https://">a</a>` }, { reason: 'link_broken' }],
    ['a link that runs', { html: `${sound.html}<a href="javascript:x">a</a>` }, { reason: 'link_broken' }],
    [
      'a relative link',
      { html: `${sound.html}<a href="/pagar">a</a>` },
      { reason: 'link_relative', params: { link: '/pagar' } },
    ],
    [
      'a link without TLS',
      { html: `${sound.html}<a href='http://a.test'>a</a>` },
      { reason: 'link_insecure', severity: 'info' },
    ],
    [
      'a shortened link',
      { html: `${sound.html}<a href="https://bit.ly/x">a</a>` },
      { reason: 'link_shortener' },
    ],
    [
      'a picture without words',
      { html: `${sound.html}<img src="https://a.test/a.png">` },
      { reason: 'image_alt_missing' },
    ],
    [
      'a picture without TLS',
      { html: `${sound.html}<img src="http://a.test/a.png" alt="a">` },
      { reason: 'image_remote_insecure' },
    ],
    [
      'a message that is a picture',
      { html: `<img src="https://a.test/a.png" alt="a">${unsubscribe}` },
      { reason: 'image_only' },
    ],
    ['a clipped message', { html: sound.html + 'á'.repeat(60_000) }, { reason: 'html_clipped' }],
    [
      'a message clipped once rendered',
      { renderedBytes: 150_000 },
      { reason: 'html_clipped', params: { kilobytes: '147' } },
    ],
    [
      'a missing way out',
      { html: '<p>Hola, le escribimos por la factura pendiente de su compra.</p>' },
      { reason: 'unsubscribe_missing', where: 'html' },
    ],
    ['a text part without way out', { text: 'Hola' }, { reason: 'unsubscribe_missing', where: 'text' }],
    [
      'Spanish wording',
      { subject: 'Última oportunidad' },
      { reason: 'spam_wording', where: 'subject', params: { words: 'Última oportunidad' } },
    ],
    ['English wording', { html: `${sound.html}<p>Act now</p>` }, { reason: 'spam_wording', where: 'html' }],
    [
      'an amount without format',
      { text: `${sound.text} {{ recipient.amount }}` },
      { reason: 'amount_unformatted', where: 'text' },
    ],
    [
      'a name in single braces',
      { html: `${sound.html}<p>{nombre}</p>` },
      { reason: 'single_brace', params: { name: '{nombre}' } },
    ],
  ]
  for (const [what, over, finding] of cases) {
    test(`finds ${what}`, () => {
      expect(lintTemplate({ ...sound, ...over })).toMatchObject([finding])
    })
  }

  test('does not take words inside others for wording', () => {
    expect(lintTemplate({ ...sound, subject: 'Aviso sobre su premiosidad y la urgentemente' })).toEqual([])
  })
})
