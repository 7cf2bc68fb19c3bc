import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../app/root.tsx'

export const backupsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/backups',
    component: lazyRouteComponent(() => import('./backups-page.tsx'), 'BackupsPage'),
  }),
] as const
