import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../app/root.tsx'

/** Pages of campaigns, and of what all campaigns are delivered by. */
export const campaignsRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/campaigns',
    component: lazyRouteComponent(() => import('./list/campaigns-page.tsx'), 'CampaignsPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/campaigns/$campaignId',
    component: lazyRouteComponent(() => import('./detail/campaign-page.tsx'), 'CampaignHome'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/campaigns/$campaignId/$tab',
    component: lazyRouteComponent(() => import('./detail/campaign-page.tsx'), 'CampaignPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/campaigns/$campaignId/wizard/$step',
    component: lazyRouteComponent(() => import('./wizard/wizard-page.tsx'), 'WizardPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/delivery',
    component: lazyRouteComponent(() => import('./settings/strategies-page.tsx'), 'StrategiesPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/holidays',
    component: lazyRouteComponent(() => import('./settings/holidays-page.tsx'), 'HolidaysPage'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/settings/contact-rules',
    component: lazyRouteComponent(() => import('./settings/rules-page.tsx'), 'RulesPage'),
  }),
] as const
