import juice from 'juice'
import { escapeHtml } from './liquid/engine.ts'
import { markLiquid } from './liquid/marks.ts'

/** What surrounds the body of every message of a firm or template. Texts may contain Liquid. */
export interface MailLayout {
  language: 'es' | 'en'
  /** `https:` address of the picture, or `cid:` of a part of the message; its alternative text is the firm's name. */
  logoUrl: string | null
  /** `#rrggbb` of links and buttons. */
  accentColor: string
  /** One line that mail programs show after the subject. */
  preheader: string | null
  footer: string | null
  legalText: string | null
  /** Whether the link to end this mail stands in the footer. */
  unsubscribeLink: boolean
}

const unsubscribeWords = {
  es: { before: 'Este mensaje se envió a {{ recipient.email }}.', link: 'Dejar de recibir estos mensajes' },
  en: { before: 'This message was sent to {{ recipient.email }}.', link: 'Stop receiving these messages' },
} as const

/** Rules that are inlined into the elements; what cannot be (media queries) stays in the head. */
const css = (accent: string) => `
body { margin: 0; padding: 0; background: #f3f4f6; color: #1f2933; font-family: Helvetica, Arial, sans-serif; font-size: 16px; line-height: 24px; }
.outer { width: 100%; background: #f3f4f6; }
.card { width: 100%; max-width: 600px; background: #ffffff; border-radius: 8px; }
.logo { padding: 28px 32px 0; }
.body { padding: 24px 32px 32px; }
.body h1 { margin: 0 0 16px; font-size: 22px; line-height: 30px; }
.body h2 { margin: 24px 0 12px; font-size: 18px; line-height: 26px; }
.body p { margin: 0 0 16px; }
.body a { color: ${accent}; }
.body table { width: 100%; border-collapse: collapse; margin: 0 0 16px; }
.body th { padding: 8px 12px 8px 0; border-bottom: 2px solid #d5dae1; text-align: left; font-size: 14px; }
.body td { padding: 8px 12px 8px 0; border-bottom: 1px solid #e4e7eb; font-size: 15px; }
.body a.button { display: inline-block; padding: 12px 24px; border-radius: 6px; background: ${accent}; color: #ffffff; text-decoration: none; font-weight: bold; }
.footer { padding: 20px 32px 28px; color: #616e7c; font-size: 13px; line-height: 20px; }
.footer a { color: #616e7c; }
.footer p { margin: 0 0 8px; }
@media (max-width: 620px) {
  .body, .footer { padding-left: 20px !important; padding-right: 20px !important; }
  .logo { padding: 20px 20px 0 !important; }
}
@media (prefers-color-scheme: dark) {
  body, .outer { background: #14171a !important; }
  .card { background: #1e2329 !important; }
  .body, .body h1, .body h2, .body p, .body td, .body th { color: #e4e7eb !important; border-color: #3a424c !important; }
  .footer, .footer a { color: #9aa5b1 !important; }
}`

/** The complete document around a body: tables for old programs, fluid to 600 px, light and dark. */
export function layoutHtml(body: string, layout: MailLayout): string {
  const accent = /^#[0-9a-f]{6}$/i.test(layout.accentColor) ? layout.accentColor : '#1c5d99'
  const words = unsubscribeWords[layout.language]
  const paragraphs = [
    layout.footer ? textWithLiquid(layout.footer) : '',
    layout.legalText ? textWithLiquid(layout.legalText) : '',
    layout.unsubscribeLink ? `${words.before} <a href="{{ unsubscribeUrl }}">${words.link}</a>` : '',
  ].filter((paragraph) => paragraph !== '')
  const logo =
    layout.logoUrl && /^(https:\/\/|cid:)/i.test(layout.logoUrl)
      ? `<tr><td class="logo"><img src="${escapeHtml(layout.logoUrl)}" alt="{{ firm.name }}" height="40" style="display:block;border:0;height:40px;max-width:240px"></td></tr>`
      : ''
  const preheader = layout.preheader
    ? `<div data-part="preheader" style="display:none;max-height:0;overflow:hidden;mso-hide:all">${textWithLiquid(layout.preheader)}</div>`
    : ''
  return `<!DOCTYPE html>
<html lang="${layout.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<style>${css(accent)}</style>
</head>
<body>
${preheader}<table role="presentation" class="outer" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0">
${logo}<tr><td class="body">
${body}
</td></tr>
</table>
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px"><tr><td class="footer">
${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
</td></tr></table>
</td></tr></table>
</body>
</html>
`
}

/**
 * CSS moved into the elements, as Gmail and Outlook need it. About 10 ms, so once per version of a
 * template and never per message. Media queries and `:hover` stay in a style element.
 */
export function inlineCss(html: string): string {
  if (!/<style\b/i.test(html)) return html
  const marked = markLiquid(html)
  return marked.restore(
    juice(marked.text, {
      preserveMediaQueries: true,
      preservePseudos: true,
      removeStyleTags: true,
      applyWidthAttributes: false,
      applyAttributesTableElements: false,
    }),
  )
}

/** Text of a person with Liquid in it, as HTML: everything but the Liquid is escaped, lines are kept. */
function textWithLiquid(text: string): string {
  const marked = markLiquid(text)
  return marked.restore(escapeHtml(marked.text).replace(/\r\n|\r|\n/g, '<br>'))
}
