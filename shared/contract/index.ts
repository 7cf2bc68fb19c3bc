import { apiKeys } from './api-keys.ts'
import { approvals } from './approvals.ts'
import { audit } from './audit.ts'
import { backups } from './backups.ts'
import { campaigns } from './campaigns.ts'
import { clients } from './clients.ts'
import { desktop } from './desktop.ts'
import { emails } from './emails.ts'
import { home } from './home.ts'
import { jobs } from './jobs.ts'
import { live } from './live.ts'
import { mail } from './mail.ts'
import { monitors } from './monitors.ts'
import { notifications } from './notifications.ts'
import { sandbox } from './sandbox.ts'
import { schedules } from './schedules.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { templates } from './templates.ts'
import { users } from './users.ts'
import { workspaces } from './workspaces.ts'

/** The whole contract, one line per feature. */
export const contract = {
  apiKeys,
  approvals,
  audit,
  backups,
  campaigns,
  clients,
  desktop,
  emails,
  home,
  jobs,
  live,
  mail,
  monitors,
  notifications,
  sandbox,
  schedules,
  session,
  settings,
  templates,
  users,
  workspaces,
}
