import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../app/root.tsx'

export const desktopRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/desktop',
    component: lazyRouteComponent(() => import('./desktop-page.tsx'), 'DesktopPage'),
  }),
] as const
