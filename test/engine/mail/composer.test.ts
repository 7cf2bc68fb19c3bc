import fc from 'fast-check'
import MailComposer from 'nodemailer/lib/mail-composer'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { compose, type MailContent } from '../../../main/engine/mail/composer.ts'
import { messageIdFor, rowOfMessageId } from '../../../main/engine/mail/message-id.ts'

const aMail = (over: Partial<MailContent> = {}): MailContent => ({
  from: { name: 'Cobranzas Ñandú', address: 'avisos@firma.test' },
  to: [{ name: 'Ana María García', address: 'ana@correo.test' }],
  subject: 'Su factura 123 está vencida',
  text: 'Hola Ana\nDebe $ 1.234,56\n',
  html: '<p>Hola <b>Ana</b>, debe $ 1.234,56</p>\n',
  messageId: '<d.0192-aa@firma.test>',
  date: Date.parse('2026-03-02T12:00:05Z'),
  ...over,
})

function written(content: MailContent): Buffer {
  const composed = compose(content)
  if (!composed.ok) throw new Error(`${composed.reason} in ${composed.field}`)
  return composed.raw
}
const parse = (raw: Buffer) => PostalMime.parse(raw)
const unixLines = (text: string | undefined) => text?.replace(/\r\n/g, '\n')

/** What every message on the wire has to keep to, whatever was put in. */
function expectWireForm(raw: Buffer) {
  const text = raw.toString('latin1')
  expect(/[^\t\r\n -~]/.test(text)).toBe(false)
  expect(/(?<!\r)\n|\r(?!\n)/.test(text)).toBe(false)
  expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
}

describe('a composed message', () => {
  test('reads back with text, HTML, names, subject, date and identifier', async () => {
    const raw = written(aMail({ replyTo: { name: 'Cobranzas, área de', address: 'pagos@firma.test' } }))
    expectWireForm(raw)
    const mail = await parse(raw)
    expect(mail.subject).toBe('Su factura 123 está vencida')
    expect(mail.from).toMatchObject({ name: 'Cobranzas Ñandú', address: 'avisos@firma.test' })
    expect(mail.to).toMatchObject([{ name: 'Ana María García', address: 'ana@correo.test' }])
    expect(mail.replyTo).toMatchObject([{ name: 'Cobranzas, área de', address: 'pagos@firma.test' }])
    expect(mail.messageId).toBe('<d.0192-aa@firma.test>')
    expect(mail.date).toBe('2026-03-02T12:00:05.000Z')
    expect(unixLines(mail.text)).toBe('Hola Ana\nDebe $ 1.234,56\n')
    expect(unixLines(mail.html)).toBe('<p>Hola <b>Ana</b>, debe $ 1.234,56</p>\n')
  })

  test('carries both unsubscribe headers and the headers asked for', async () => {
    const raw = written(
      aMail({
        unsubscribe: { url: 'https://firma.test/u/abc?x=1', mailto: 'baja@firma.test', oneClick: true },
        headers: { 'X-Despacho-Row': '0192-aa' },
      }),
    )
    const headers = Object.fromEntries((await parse(raw)).headers.map(({ key, value }) => [key, value]))
    expect(headers['list-unsubscribe']).toBe('<https://firma.test/u/abc?x=1>, <mailto:baja@firma.test>')
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
    expect(headers['x-despacho-row']).toBe('0192-aa')
  })

  test('names copies in a header and blind copies only in the envelope', () => {
    const composed = compose(
      aMail({ cc: [{ address: 'jefe@firma.test' }], bcc: [{ address: 'archivo@firma.test' }] }),
    )
    if (!composed.ok) throw new Error(composed.reason)
    expect(composed.envelope.to).toEqual(['ana@correo.test', 'jefe@firma.test', 'archivo@firma.test'])
    const text = composed.raw.toString()
    expect(text).toContain('Cc: jefe@firma.test')
    expect(text).not.toContain('archivo')
  })

  test('keeps attachments byte for byte, with names in any script and of any length', async () => {
    const names = [
      'factura.pdf',
      'Factura núm. 12 — año.pdf',
      '請求書.pdf',
      `${'largo ñ '.repeat(20)}.pdf`,
      'a"b.pdf',
    ]
    const content = Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7) % 256))
    const raw = written(
      aMail({
        attachments: names.map((filename) => ({ filename, contentType: 'application/pdf', content })),
      }),
    )
    expectWireForm(raw)
    const mail = await parse(raw)
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(names)
    for (const attachment of mail.attachments) {
      expect(attachment.mimeType).toBe('application/pdf')
      expect(Buffer.from(attachment.content as ArrayBuffer).equals(content)).toBe(true)
    }
    expect(unixLines(mail.text)).toContain('Hola Ana')
  })

  test('writes an international domain in ASCII', () => {
    const composed = compose(aMail({ to: [{ address: 'ana@ñandú.cl' }] }))
    expect(composed).toMatchObject({ ok: true, envelope: { to: ['ana@xn--and-6ma2c.cl'] } })
  })

  test('has only text when there is no HTML', async () => {
    const mail = await parse(written({ ...aMail(), html: undefined }))
    expect(mail.html).toBeUndefined()
    expect(unixLines(mail.text)).toBe('Hola Ana\nDebe $ 1.234,56\n')
  })
})

describe('a hostile value', () => {
  const cases: [string, Partial<MailContent>, object][] = [
    ['subject', { subject: 'Hola\r\nBcc: todos@x.test' }, { reason: 'header_line_break', field: 'subject' }],
    ['subject with a bare LF', { subject: 'Hola\nBcc: a@x.test' }, { reason: 'header_line_break' }],
    [
      'name',
      { to: [{ name: 'Ana\rBcc: a@x.test', address: 'a@x.test' }] },
      { reason: 'header_line_break', field: 'to' },
    ],
    [
      'address',
      { to: [{ address: 'a@x.test>\r\nBcc: b@x.test' }] },
      { reason: 'header_line_break', field: 'to' },
    ],
    ['address with two', { to: [{ address: 'a@x.test,b@x.test' }] }, { reason: 'address_unusable' }],
    ['address without domain', { to: [{ address: 'ana' }] }, { reason: 'address_unusable' }],
    ['sender', { from: { address: 'a b@x.test' } }, { reason: 'address_unusable', field: 'from' }],
    ['header value', { headers: { 'X-A': 'b\r\nX-C: d' } }, { reason: 'header_line_break', field: 'x-a' }],
    ['header name', { headers: { 'X-A: b\r\nX-C': 'd' } }, { reason: 'header_name' }],
    ['reserved header', { headers: { BCC: 'a@x.test' } }, { reason: 'header_name', field: 'BCC' }],
    [
      'unsubscribe address',
      { unsubscribe: { url: 'https://x.test>\r\nBcc: a@x.test' } },
      { reason: 'address_unusable' },
    ],
    [
      'identifier',
      { messageId: '<a@b>\r\nBcc: x@x.test' },
      { reason: 'address_unusable', field: 'message-id' },
    ],
    [
      'attachment name',
      {
        attachments: [{ filename: 'a\r\nb', contentType: 'text/plain', content: Buffer.from('x') }],
      },
      { reason: 'header_line_break', field: 'attachment' },
    ],
    ['empty list of recipients', { to: [] }, { reason: 'no_recipient' }],
  ]
  for (const [what, over, expected] of cases) {
    test(`in the ${what} is refused with its field`, () => {
      expect(compose(aMail(over))).toMatchObject({ ok: false, ...expected })
    })
  }
})

const unbroken = (text: string) => text.replace(/[\r\n]/g, ' ')
const anyText = (maxLength: number) => fc.string({ unit: 'grapheme', maxLength }).map(unbroken)
const asciiText = (maxLength: number) => fc.string({ unit: 'grapheme-ascii', maxLength }).map(unbroken)

describe('for any text', () => {
  test('subject, names and bodies read back unchanged, in the form of the wire', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anyText(300), asciiText(1_200)),
        fc.oneof(anyText(80), asciiText(200)),
        fc.string({ unit: 'grapheme', maxLength: 2_000 }),
        async (subject, name, body) => {
          const raw = written(
            aMail({ subject, to: [{ name, address: 'ana@correo.test' }], text: body, html: body }),
          )
          expectWireForm(raw)
          const mail = await parse(raw)
          expect((mail.subject ?? '').trim()).toBe(subject.trim())
          expect(mail.to?.[0]).toMatchObject({ name: name.trim(), address: 'ana@correo.test' })
          expect(unixLines(mail.text ?? '')).toBe(unixLines(body))
          expect(unixLines(mail.html ?? '')).toBe(unixLines(body))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('another composer is read the same way', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyText(120),
        anyText(40),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 500 }),
        async (subject, name, body) => {
          const ours = await parse(
            written(aMail({ subject, to: [{ name, address: 'ana@correo.test' }], text: body, html: body })),
          )
          const theirs = await parse(
            await new MailComposer({
              from: { name: 'Cobranzas Ñandú', address: 'avisos@firma.test' },
              to: { name, address: 'ana@correo.test' },
              subject,
              text: body,
              html: body,
              date: new Date('2026-03-02T12:00:05Z'),
              messageId: '<d.0192-aa@firma.test>',
            })
              .compile()
              .build(),
          )
          expect(ours.from).toEqual(theirs.from)
          expect(ours.date).toBe(theirs.date)
          expect(ours.messageId).toBe(theirs.messageId)
          expect((ours.subject ?? '').trim()).toBe((theirs.subject ?? '').trim())
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('the identifier of a message', () => {
  test('follows from its row and leads back to it', () => {
    const row = '01920a2b-7c3d-7e4f-8a5b-6c7d8e9f0a1b'
    const id = messageIdFor(row, 'Firma.test')
    expect(id).toBe(`<d.${row}@firma.test>`)
    expect(messageIdFor(row, 'firma.test')).toBe(id)
    expect(rowOfMessageId(id)).toBe(row)
    expect(rowOfMessageId(` d.${row}@firma.test `)).toBe(row)
    expect(rowOfMessageId('<CAF=abc@mail.gmail.com>')).toBeNull()
  })

  test('cannot be made of anything that would leave the header', () => {
    expect(() => messageIdFor('a\r\nBcc: x', 'firma.test')).toThrow()
    expect(() => messageIdFor('a', 'firma.test>\r\n')).toThrow()
  })
})
