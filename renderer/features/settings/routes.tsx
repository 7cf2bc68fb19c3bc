import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { pathTo } from '../../app/paths.ts'
import { shellRoute } from '../../app/root.tsx'

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings',
    beforeLoad: () => {
      throw redirect({ to: pathTo('/settings/profile'), replace: true })
    },
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/profile',
    component: lazyRouteComponent(() => import('./profile/profile-page.tsx'), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/workspace',
    component: lazyRouteComponent(() => import('./workspace-page.tsx'), 'WorkspacePage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/sending',
    component: lazyRouteComponent(() => import('./sending-page.tsx'), 'SendingPage'),
  }),
] as const
