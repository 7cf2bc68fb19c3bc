import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { procedure } from './base.ts'

/** How the desktop app behaves on this machine. */
export const desktopSettingsSchema = z.object({
  /** Null where it cannot be chosen: the app was not installed. */
  startAtLogin: z.boolean().nullable(),
  /** Closing the window leaves the engine at work, with its icon in the tray. */
  closeToTray: z.boolean(),
})
export type DesktopSettings = z.infer<typeof desktopSettingsSchema>

/** What the app asks of its page: from menus, the tray, a notification, a link. */
export const instructionSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('open'), path: z.string() }),
  z.object({ do: z.literal('palette') }),
  z.object({ do: z.literal('shortcuts') }),
])
export type Instruction = z.infer<typeof instructionSchema>

const tags = ['desktop']

/** Answered by the desktop app only; a headless host answers UNAVAILABLE. */
export const desktop = {
  settings: procedure
    .route({ method: 'GET', path: '/desktop/settings', tags, summary: 'How the desktop app behaves' })
    .output(desktopSettingsSchema),
  saveSettings: procedure
    .route({
      method: 'PATCH',
      path: '/desktop/settings',
      tags,
      summary: 'Change how the desktop app behaves',
    })
    .input(z.object({ startAtLogin: z.boolean().optional(), closeToTray: z.boolean().optional() }))
    .output(desktopSettingsSchema),
  instructions: procedure
    .route({
      method: 'GET',
      path: '/desktop/instructions',
      tags,
      summary: 'Stream of what the desktop app asks of its page',
    })
    .output(eventIterator(instructionSchema)),
}
