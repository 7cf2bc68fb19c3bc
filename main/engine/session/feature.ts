import type { Feature } from '../core/context.ts'
import { createStrangers, type Strangers } from './guard.ts'

declare module '../core/context.ts' {
  interface Services {
    strangers: Strangers
  }
}

export const session: Feature = {
  name: 'session',
  services: () => ({ strangers: createStrangers() }),
}
