import { invalid, type Issue } from '../../../shared/contract/errors.ts'
import { type MailLayoutSettings, mailLayoutSchema } from '../../../shared/contract/templates.ts'
import { type TemplateType, templateSizes, templateTypes } from '../../../shared/domain/template-types.ts'
import type { Actor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import { readSetting, writeSetting } from '../core/workspace.ts'
import type { MailLayout } from './layout.ts'

const KEY = 'mail_layout'
/** Content-ID of the logo inside each message (RFC 2392). */
export const LOGO_ID = 'logo@despacho'

const plain: MailLayoutSettings = { logo: null, accentColor: '#1c5d99', footer: '', legalText: '' }

/** What surrounds every message of this workspace. */
export function readLayout(db: ReadableDb): MailLayoutSettings {
  return readSetting(db, KEY, mailLayoutSchema) ?? plain
}

/** Changes it for what is published from now on. Throws INVALID for a logo that mail cannot carry. */
export function writeLayout(ctx: EngineContext, actor: Actor, input: MailLayoutSettings): MailLayoutSettings {
  const issues: Issue[] = []
  if (!/^#[0-9a-f]{6}$/i.test(input.accentColor))
    issues.push({ path: ['accentColor'], reason: 'color_syntax' })
  if (input.logo !== null) {
    const logo = logoParts(input.logo)
    if (!logo) issues.push({ path: ['logo'], reason: 'logo_kind' })
    else if (logo.content.length > templateSizes.logo) {
      issues.push({
        path: ['logo'],
        reason: 'logo_size',
        params: { kilobytes: Math.ceil(logo.content.length / 1000), limit: templateSizes.logo / 1000 },
      })
    }
  }
  if (issues.length > 0) throw invalid(issues)
  return ctx.db.write((tx) => {
    const now = ctx.clock.now()
    writeSetting(tx, KEY, input, { at: now, userId: actor.userId })
    ctx.audit.record(tx, { actor, action: 'template.set_layout', subjectType: 'mail_layout', after: input })
    ctx.live.touch(tx, 'templates')
    return input
  })
}

/** The picture of a data URL; undefined when it is none that mail programs show. */
export function logoParts(dataUrl: string): { contentType: string; content: Buffer } | undefined {
  const parts = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=]+)$/.exec(dataUrl)
  if (!parts?.[1] || !parts[2]) return undefined
  const content = Buffer.from(parts[2], 'base64')
  return signatures[parts[1]]?.some((begin) => content.subarray(0, begin.length).equals(begin))
    ? { contentType: parts[1], content }
    : undefined
}

/** First bytes by type: what a file says of itself is not believed. */
const signatures: Record<string, Buffer[]> = {
  'image/png': [Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  'image/jpeg': [Buffer.from([0xff, 0xd8, 0xff])],
  'image/gif': [Buffer.from('GIF8')],
  'image/webp': [Buffer.from('RIFF')],
}

/** The frame of one message. The logo travels with it, so that it is seen without being fetched. */
export function mailLayoutOf(
  settings: MailLayoutSettings,
  type: TemplateType,
  language: 'es' | 'en',
  preheader: string,
): MailLayout {
  return {
    language,
    logoUrl: settings.logo === null ? null : `cid:${LOGO_ID}`,
    accentColor: settings.accentColor,
    preheader: preheader === '' ? null : preheader,
    footer: settings.footer === '' ? null : settings.footer,
    legalText: settings.legalText === '' ? null : settings.legalText,
    unsubscribeLink: templateTypes[type].unsubscribe,
  }
}
