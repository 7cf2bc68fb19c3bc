import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../app/root.tsx'

export const monitorsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/monitors',
    component: lazyRouteComponent(() => import('./monitors-page.tsx'), 'MonitorsPage'),
  }),
] as const
