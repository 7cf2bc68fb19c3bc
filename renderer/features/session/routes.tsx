import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { bareRoute } from '../../app/root.tsx'

export const sessionRoutes = [
  createRoute({
    getParentRoute: () => bareRoute,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  }),
] as const
