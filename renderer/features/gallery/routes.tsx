import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../app/root.tsx'
import { Frame } from '../../app/shell.tsx'
import { gallerySession } from './fixtures.ts'

const galleryRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'gallery',
  component: () => <Frame session={gallerySession} live={false} />,
})

/** Pictures of every component, in development builds only. */
export const galleryRoutes = [
  galleryRoute.addChildren([
    createRoute({
      getParentRoute: () => galleryRoute,
      path: '/gallery',
      component: lazyRouteComponent(() => import('./gallery-page.tsx'), 'GalleryPage'),
    }),
    createRoute({
      getParentRoute: () => galleryRoute,
      path: '/gallery/table',
      component: lazyRouteComponent(() => import('./table-page.tsx'), 'TablePage'),
    }),
  ]),
] as const
