import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../app/root.tsx'

export const usersRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/users',
    component: lazyRouteComponent(() => import('./users-page.tsx'), 'UsersPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/roles',
    component: lazyRouteComponent(() => import('./roles-page.tsx'), 'RolesPage'),
  }),
] as const
