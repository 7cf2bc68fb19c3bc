import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../app/root.tsx'

export const schedulesRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/schedules',
    component: lazyRouteComponent(() => import('./schedules-page.tsx'), 'SchedulesPage'),
  }),
] as const
