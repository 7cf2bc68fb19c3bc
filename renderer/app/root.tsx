import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router'
import { BareLayout } from './bare-layout.tsx'
import { PageCrash, PageNotFound } from './page-failures.tsx'
import { Shell } from './shell.tsx'

/**
 * The three parents of every page. A feature's `routes.tsx` hangs its pages below `shellRoute`
 * (rail, title row, somebody signed in) or `bareRoute` (a centred card: sign-in, first start).
 *
 * @example
 * // renderer/features/clients/routes.tsx
 * import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
 * import { shellRoute } from '../../app/root.tsx'
 *
 * export const clientsRoutes = [
 *   createRoute({
 *     getParentRoute: () => shellRoute,
 *     path: '/clients',
 *     component: lazyRouteComponent(() => import('./clients-page.tsx'), 'ClientsPage'),
 *   }),
 *   createRoute({
 *     getParentRoute: () => shellRoute,
 *     path: '/clients/$clientId',
 *     component: lazyRouteComponent(() => import('./client-page.tsx'), 'ClientPage'),
 *   }),
 * ] as const
 *
 * // in the page
 * const { clientId } = useParams({ from: '/shell/clients/$clientId' })
 */
export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: () => (
    <BareLayout>
      <PageNotFound />
    </BareLayout>
  ),
  errorComponent: PageCrash,
})

export const shellRoute = createRoute({ getParentRoute: () => rootRoute, id: 'shell', component: Shell })

export const bareRoute = createRoute({ getParentRoute: () => rootRoute, id: 'bare', component: BareLayout })
