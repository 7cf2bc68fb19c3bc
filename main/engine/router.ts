import { apiKeysRouter } from './api-keys/router.ts'
import { approvalsRouter } from './approvals/router.ts'
import { auditRouter } from './audit/router.ts'
import { backupsRouter } from './backups/router.ts'
import { campaignsRouter } from './campaigns/router.ts'
import { clientsRouter } from './clients/router.ts'
import { os } from './core/access/procedures.ts'
import { desktopRouter } from './desktop/router.ts'
import { emailsRouter } from './emails/router.ts'
import { homeRouter } from './home/router.ts'
import { jobsRouter } from './jobs/router.ts'
import { liveRouter } from './live/router.ts'
import { mailRouter } from './mail/router.ts'
import { monitorsRouter } from './monitors/router.ts'
import { notificationsRouter } from './notifications/router.ts'
import { sandboxRouter } from './sandbox/router.ts'
import { schedulesRouter } from './schedules/router.ts'
import { sessionRouter } from './session/router.ts'
import { settingsRouter } from './settings/router.ts'
import { templatesRouter } from './templates/router.ts'
import { usersRouter } from './users/router.ts'
import { workspacesRouter } from './workspaces/router.ts'

/** The whole contract, implemented: one line per feature. Every transport serves this object. */
export const router = os.router({
  apiKeys: apiKeysRouter,
  approvals: approvalsRouter,
  audit: auditRouter,
  backups: backupsRouter,
  campaigns: campaignsRouter,
  clients: clientsRouter,
  desktop: desktopRouter,
  emails: emailsRouter,
  home: homeRouter,
  jobs: jobsRouter,
  live: liveRouter,
  mail: mailRouter,
  monitors: monitorsRouter,
  notifications: notificationsRouter,
  sandbox: sandboxRouter,
  schedules: schedulesRouter,
  session: sessionRouter,
  settings: settingsRouter,
  templates: templatesRouter,
  users: usersRouter,
  workspaces: workspacesRouter,
})
