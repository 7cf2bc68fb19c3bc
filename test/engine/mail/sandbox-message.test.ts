import { describe, expect, test } from 'vitest'
import { compose } from '../../../main/engine/mail/composer.ts'
import { attachmentOf, viewMessage } from '../../../main/engine/mail/sandbox-message.ts'

function raw(html: string, over = {}) {
  const composed = compose({
    from: { address: 'a@firma.test' },
    to: [{ address: 'b@correo.test' }],
    subject: 'Uno',
    text: 'Hola',
    html,
    messageId: '<d.1@firma.test>',
    date: 0,
    ...over,
  })
  if (!composed.ok) throw new Error(composed.reason)
  return composed.raw
}
const shown = async (html: string) => (await viewMessage(raw(html))).html ?? ''
const body = shown

describe('a stored message', () => {
  test('is shown with HTML, text, headers, source and attachments', async () => {
    const content = Buffer.from('%PDF-1.7')
    const message = raw('<p>Hola <b>Ana</b></p>', {
      attachments: [{ filename: 'factura ñ.pdf', contentType: 'application/pdf', content }],
      headers: { 'X-Despacho-Row': '0192' },
    })
    const view = await viewMessage(message)
    expect(view).toMatchObject({
      subject: 'Uno',
      remotePictures: 0,
      sourceCut: false,
      attachments: [{ filename: 'factura ñ.pdf', contentType: 'application/pdf', size: 8 }],
    })
    expect(view.html).toContain('<p>Hola <b>Ana</b></p>')
    expect(view.text?.trim()).toBe('Hola')
    expect(view.source).toBe(message.toString())
    expect(view.headers).toContainEqual({ name: 'X-Despacho-Row', value: '0192' })
    expect((await attachmentOf(message, 0))?.content.equals(content)).toBe(true)
    expect(await attachmentOf(message, 1)).toBeNull()
  })

  const hostile: [string, string, string][] = [
    ['scripts', '<p>a</p><script>alert(1)</script>', '<p>a</p>'],
    ['event handlers', '<p onclick="alert(1)">a</p>', '<p>a</p>'],
    ['script addresses', '<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
    [
      'frames and forms',
      '<iframe src="https://x.test"></iframe><form action="https://x.test"><input>b</form>',
      'b',
    ],
    [
      'remote styles',
      '<p style="color:red;background:url(https://x.test/a.png)">a</p>',
      '<p data-style="color:red">a</p>',
    ],
    ['escaped remote styles', '<p style="background:u\\72l(https://x.test)">a</p>', '<p>a</p>'],
    ['covering elements', '<p style="position: fixed;top:0">a</p>', '<p data-style="top:0">a</p>'],
    [
      'imports',
      '<style>@import "https://x.test";p{color:red}</style><p>a</p>',
      '<span data-sheet="p%7Bcolor%3Ared%7D"></span><p>a</p>',
    ],
    ['style sheets that hide something', '<style>p{background:u\\72l(x)}</style><p>a</p>', '<p>a</p>'],
    [
      'attributes of the viewer',
      '<p data-style="position:fixed" data-href="x" data-remote="1">a</p>',
      '<p>a</p>',
    ],
    [
      'base and refresh',
      '<base href="https://x.test/"><meta http-equiv="refresh" content="0;url=https://x.test">a',
      'a',
    ],
    ['pictures drawn by script', '<svg><script>alert(1)</script></svg><math></math>a', 'a'],
    ['data pages', '<a href="data:text/html,<script>alert(1)</script>">a</a>', '<a>a</a>'],
  ]
  for (const [what, html, clean] of hostile) {
    test(`loses ${what}`, async () => {
      expect(await body(html)).toBe(clean)
    })
  }

  test('keeps where links lead, without a way to follow them by accident', async () => {
    expect(await body('<a href="https://pagos.test/1">a</a><a href="mailto:b@c.test">b</a>')).toBe(
      '<a data-href="https://pagos.test/1">a</a><a data-href="mailto:b@c.test">b</a>',
    )
  })

  test('counts remote pictures and loads none', async () => {
    const view = await viewMessage(raw('<img src="https://x.test/p.gif" alt="p"><img src="//x.test/q.gif">'))
    expect(view.remotePictures).toBe(2)
    expect(view.html).not.toContain('x.test')
  })

  test('that is no mail at all is still shown as source', async () => {
    for (const junk of [
      Buffer.from([0, 255, 1, 13, 10]),
      Buffer.alloc(0),
      Buffer.from('a'.repeat(600_000)),
    ]) {
      const view = await viewMessage(junk)
      expect(view.source).toBe(junk.subarray(0, 500_000).toString())
    }
  })
})
