import { approvals } from './approvals/feature.ts'
import type { Feature } from './core/context.ts'

/** The table of contents: what the engine consists of besides its core, in starting order. */
export const features: readonly Feature[] = [approvals]
