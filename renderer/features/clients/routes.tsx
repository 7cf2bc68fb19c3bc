import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../app/root.tsx'

/** The list of clients, one client, its form, the import and the trash. */
export const clientsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/clients',
    component: lazyRouteComponent(() => import('./list/clients-page.tsx'), 'ClientsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/clients/new',
    component: lazyRouteComponent(() => import('./form/client-form-page.tsx'), 'NewClientPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/clients/deleted',
    component: lazyRouteComponent(() => import('./list/deleted-page.tsx'), 'DeletedClientsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/clients/import',
    component: lazyRouteComponent(() => import('./import/start-page.tsx'), 'StartImportPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/clients/import/$importId',
    component: lazyRouteComponent(() => import('./import/import-page.tsx'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/clients/$clientId',
    component: lazyRouteComponent(() => import('./detail/client-page.tsx'), 'ClientPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/clients/$clientId/edit',
    component: lazyRouteComponent(() => import('./form/client-form-page.tsx'), 'EditClientPage'),
  }),
] as const
