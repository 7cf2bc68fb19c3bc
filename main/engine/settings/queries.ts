import {
  type SendingDefaults,
  sendingDefaultsSchema,
  type Settings,
} from '../../../shared/contract/settings.ts'
import { DEFAULT_SEND_WINDOW } from '../../../shared/domain/windows.ts'
import type { EngineContext } from '../core/context.ts'
import type { ReadableDb } from '../core/storage/database.ts'
import { readSetting } from '../core/workspace.ts'

/** The firm, its region, and what campaigns begin with. */
export function getSettings(ctx: EngineContext): Settings {
  return { workspace: ctx.workspace(), sending: sendingDefaults(ctx.db) }
}

/** What a new campaign begins with: the product's own until somebody changes it. */
export function sendingDefaults(db: ReadableDb): SendingDefaults {
  return (
    readSetting(db, 'sending', sendingDefaultsSchema) ?? {
      window: DEFAULT_SEND_WINDOW,
      rulePack: null,
    }
  )
}
