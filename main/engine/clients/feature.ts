import type { Feature } from '../core/context.ts'
import { clientActivity } from './activity.ts'
import { forgetOldFiles, recoverImports, stopImports } from './import/run.ts'

export const clients: Feature = {
  name: 'clients',
  subscribers: (ctx) => [clientActivity(ctx)],
  start: (ctx) => {
    recoverImports(ctx)
    forgetOldFiles(ctx)
    return () => stopImports(ctx)
  },
}
