import { createRouter } from '@tanstack/react-router'
import { galleryRoutes } from '../features/gallery/routes.tsx'
import { homeRoutes } from '../features/home/routes.tsx'
import { PageCrash, PageNotFound } from './page-failures.tsx'
import { PageLoading } from './page-loading.tsx'
import { bareRoute, rootRoute, shellRoute } from './root.tsx'

/** Every page of the console: one line per feature. */
const tree = rootRoute.addChildren([
  bareRoute.addChildren([]),
  shellRoute.addChildren([...homeRoutes]),
  ...(import.meta.env.MODE === 'production' ? [] : galleryRoutes),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: PageCrash,
  defaultNotFoundComponent: PageNotFound,
  scrollRestoration: true,
  scrollToTopSelectors: ['#content'],
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
