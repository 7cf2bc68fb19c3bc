import type { Feature } from '../core/context.ts'
import { sandboxService } from './service.ts'

/** The embedded mail server that keeps what it is given, so that everything can be tried offline. */
export const sandbox: Feature = {
  name: 'sandbox',
  services: (ctx) => ({ sandbox: sandboxService(ctx) }),
  async start(ctx) {
    await ctx.services.sandbox.start()
    return () => ctx.services.sandbox.stop()
  },
}
