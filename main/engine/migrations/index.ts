import type { Migration } from '../core/storage/migrate.ts'
import { core } from './0010-core.ts'
import { access } from './0020-access.ts'
import { sessionDetails } from './0021-session-details.ts'
import { clients } from './0030-clients.ts'
import { clientImports } from './0031-client-imports.ts'
import { mail } from './0040-mail.ts'
import { templates } from './0050-templates.ts'
import { campaigns } from './0060-campaigns.ts'
import { approvals } from './0070-approvals.ts'
import { notifications } from './0080-notifications.ts'
import { hourlyOutcomes } from './0095-hourly-outcomes.ts'

/** Every step of the schema, one line each, numbered by tens. */
export const migrations: readonly Migration[] = [
  core,
  access,
  sessionDetails,
  clients,
  clientImports,
  mail,
  templates,
  campaigns,
  approvals,
  notifications,
  hourlyOutcomes,
]
