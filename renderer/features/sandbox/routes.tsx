import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root.tsx'

const searchSchema = z.object({ id: z.string().optional().catch(undefined) })

export const sandboxRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/sandbox',
    validateSearch: searchSchema,
    component: lazyRouteComponent(() => import('./sandbox-page.tsx'), 'SandboxPage'),
  }),
] as const
