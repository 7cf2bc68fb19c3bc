import type { NotificationSeverity } from '../../../../shared/domain/notification-types.ts'
import type { EmailGroup, EmailItem, EmailLine } from './message.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)

/** The bar at the left of a line; the words say it too. */
const bars: Record<NotificationSeverity, string> = {
  info: '#3558d8',
  warning: '#d98d12',
  critical: '#c93532',
}

const dark = `@media (prefers-color-scheme: dark) {
  body, .ground { background: #14171c !important; }
  .card { background: #20262e !important; border-color: #2a313b !important; }
  .strong { color: #e4e8ee !important; }
  .soft { color: #9ba5b3 !important; }
  .line { border-color: #2a313b !important; }
}
@media (max-width: 620px) { .pad { padding-left: 20px !important; padding-right: 20px !important; } }`

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** The HTML of a message: tables and styles in the elements for old programs, 600 px, light and dark, no pictures. */
export function messageHtml(item: EmailItem): string {
  return `<!DOCTYPE html>
<html lang="${item.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(item.heading)}</title>
<style>${dark}</style>
</head>
<body style="margin:0;padding:0;background:#f3f5f7;${font}">
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f5f7"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background:#ffffff;border:1px solid #e2e6eb;border-radius:8px">
<tr><td class="pad" style="padding:28px 32px 8px">
<p class="soft" style="margin:0 0 12px;font-size:13px;line-height:18px;color:#586170">${escaped(item.firm)}</p>
<h1 class="strong" style="margin:0 0 8px;font-size:20px;line-height:28px;font-weight:600;color:#171b21">${escaped(item.heading)}</h1>
<p class="strong" style="margin:0;font-size:15px;line-height:22px;color:#3a424e">${escaped(item.intro)}</p>
</td></tr>
${item.groups.map(groupRows).join('\n')}
<tr><td class="pad" style="padding:16px 32px 28px">
<p class="soft" style="margin:0;font-size:14px;line-height:20px;color:#586170">${escaped(item.next)}</p>
</td></tr>
</table>
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px"><tr><td class="pad" style="padding:16px 32px">
<p class="soft" style="margin:0;font-size:12px;line-height:18px;color:#586170">${escaped(item.footer)}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`
}

function groupRows({ name, lines }: EmailGroup): string {
  return `<tr><td class="pad" style="padding:20px 32px 0">
<h2 class="soft" style="margin:0 0 4px;font-size:12px;line-height:16px;font-weight:600;color:#586170">${escaped(name)}</h2>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
${lines.map(lineRow).join('\n')}
</table>
</td></tr>`
}

function lineRow({ title, text, when, severity }: EmailLine): string {
  return `<tr><td class="line" style="padding:12px 0;border-top:1px solid #edf0f3">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td width="3" style="width:3px;background:${bars[severity]};border-radius:2px;font-size:0">&nbsp;</td>
<td style="padding-left:12px">
<p class="strong" style="margin:0;font-size:15px;line-height:22px;font-weight:600;color:#171b21">${escaped(title)}</p>
<p class="strong" style="margin:0;font-size:14px;line-height:20px;color:#3a424e">${escaped(text)}</p>
<p class="soft" style="margin:2px 0 0;font-size:12px;line-height:18px;color:#586170">${escaped(when)}</p>
</td></tr></table>
</td></tr>`
}
