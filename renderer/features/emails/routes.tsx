import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root.tsx'

/** `id` opens a message beside the list; what the list is asked for lives in the address too. */
const searchSchema = z.looseObject({ id: z.string().optional().catch(undefined) })

export const emailsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/emails',
    validateSearch: searchSchema,
    component: lazyRouteComponent(() => import('./emails-page.tsx'), 'EmailsPage'),
  }),
] as const
