import { approvals } from './approvals/feature.ts'
import { backups } from './backups/feature.ts'
import { campaigns } from './campaigns/feature.ts'
import { clients } from './clients/feature.ts'
import { monitors } from './monitors/feature.ts'
import { housekeeping } from './housekeeping/feature.ts'
import type { Feature } from './core/context.ts'
import { emails } from './emails/feature.ts'
import { mail } from './mail/feature.ts'
import { notifications } from './notifications/feature.ts'
import { sandbox } from './sandbox/feature.ts'
import { templates } from './templates/feature.ts'
import { session } from './session/feature.ts'

/** The table of contents: what the engine consists of besides its core, in starting order. */
export const features: readonly Feature[] = [
  clients,
  mail,
  sandbox,
  emails,
  templates,
  campaigns,
  approvals,
  notifications,
  session,
  backups,
  monitors,
  housekeeping,
]
