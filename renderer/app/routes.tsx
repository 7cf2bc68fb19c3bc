import { createRouter } from '@tanstack/react-router'
import { emailsRoutes } from '../features/emails/routes.tsx'
import { approvalsRoutes } from '../features/approvals/routes.tsx'
import { campaignsRoutes } from '../features/campaigns/routes.tsx'
import { desktopRoutes } from '../features/desktop/routes.tsx'
import { clientsRoutes } from '../features/clients/routes.tsx'
import { homeRoutes } from '../features/home/routes.tsx'
import { mailRoutes } from '../features/mail/routes.tsx'
import { sandboxRoutes } from '../features/sandbox/routes.tsx'
import { templatesRoutes } from '../features/templates/routes.tsx'
import { notificationsRoutes } from '../features/notifications/routes.tsx'
import { sessionRoutes } from '../features/session/routes.tsx'
import { workspacesRoutes } from '../features/workspaces/routes.tsx'
import { jobsRoutes } from '../features/jobs/routes.tsx'
import { schedulesRoutes } from '../features/schedules/routes.tsx'
import { auditRoutes } from '../features/audit/routes.tsx'
import { monitorsRoutes } from '../features/monitors/routes.tsx'
import { backupsRoutes } from '../features/backups/routes.tsx'
import { usersRoutes } from '../features/users/routes.tsx'
import { apiKeysRoutes } from '../features/api-keys/routes.tsx'
import { settingsRoutes } from '../features/settings/routes.tsx'
import { PageCrash, PageNotFound } from './page-failures.tsx'
import { PageLoading } from './page-loading.tsx'
import { bareRoute, rootRoute, shellRoute } from './root.tsx'

// Asked for only where it exists, so that a production build leaves all of it out.
const gallery: readonly unknown[] =
  import.meta.env.MODE === 'production' ? [] : (await import('../features/gallery/routes.tsx')).galleryRoutes
// Kept out of the typed tree, which is that of production: no page links to the gallery by type.
const galleryRoutes = gallery as readonly []

/** Every page of the console: one line per feature. */
const tree = rootRoute.addChildren([
  bareRoute.addChildren([...sessionRoutes, ...workspacesRoutes]),
  shellRoute.addChildren([
    ...homeRoutes,
    ...settingsRoutes,
    ...apiKeysRoutes,
    ...usersRoutes,
    ...backupsRoutes,
    ...monitorsRoutes,
    ...auditRoutes,
    ...schedulesRoutes,
    ...jobsRoutes,
    ...approvalsRoutes,
    ...campaignsRoutes,
    ...clientsRoutes,
    ...desktopRoutes,
    ...notificationsRoutes,
    ...emailsRoutes,
    ...mailRoutes,
    ...sandboxRoutes,
    ...templatesRoutes,
  ]),
  ...galleryRoutes,
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: PageCrash,
  defaultNotFoundComponent: PageNotFound,
  scrollRestoration: true,
  scrollToTopSelectors: ['#content'],
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
