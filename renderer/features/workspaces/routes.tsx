import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { bareRoute } from '../../app/root.tsx'

export const workspacesRoutes = [
  createRoute({
    getParentRoute: () => bareRoute,
    path: '/start',
    component: lazyRouteComponent(() => import('./start-page.tsx'), 'StartPage'),
  }),
  createRoute({
    getParentRoute: () => bareRoute,
    path: '/start/new',
    component: lazyRouteComponent(() => import('./new-workspace-page.tsx'), 'NewWorkspacePage'),
  }),
] as const
