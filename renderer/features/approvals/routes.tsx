import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../app/root.tsx'

const component = lazyRouteComponent(() => import('./approvals-page.tsx'), 'ApprovalsPage')

export const approvalsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/approvals/history',
    component: lazyRouteComponent(() => import('./history-page.tsx'), 'HistoryPage'),
  }),
  createRoute({ getParentRoute: () => shellRoute, path: '/approvals/{-$approvalId}', component }),
] as const
