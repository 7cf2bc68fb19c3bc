import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../app/root.tsx'

export const templatesRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/templates',
    component: lazyRouteComponent(() => import('./templates-page.tsx'), 'TemplatesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/templates/layout',
    component: lazyRouteComponent(() => import('./layout/layout-page.tsx'), 'LayoutPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/templates/$templateId',
    component: lazyRouteComponent(() => import('./editor/template-page.tsx'), 'TemplatePage'),
  }),
] as const
