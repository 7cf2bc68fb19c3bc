import type { Feature } from '../core/context.ts'
import { createMonitors } from './monitors.ts'

export const monitors: Feature = {
  name: 'monitors',
  services: (ctx) => ({ monitors: createMonitors(ctx) }),
  start(ctx) {
    ctx.services.monitors.start()
    return () => ctx.services.monitors.stop()
  },
}
