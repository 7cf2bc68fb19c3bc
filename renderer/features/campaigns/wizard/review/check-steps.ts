import type { z } from 'zod'
import type { checkSchema } from '../../../../../shared/contract/campaigns/progress.ts'
import type { WizardStep } from '../../../../../shared/domain/campaigns.ts'

export type Check = z.infer<typeof checkSchema>

const steps: [beginning: string, step: WizardStep][] = [
  ['recipients', 'recipients'],
  ['template', 'message'],
  ['fallback', 'message'],
  ['message', 'message'],
  ['account', 'delivery'],
  ['domain', 'delivery'],
  ['start', 'delivery'],
  ['rules', 'delivery'],
  ['window', 'delivery'],
  ['holiday', 'delivery'],
]

/** The step that settles a point of the review; undefined where none does. */
export function stepOf(code: string): WizardStep | undefined {
  return steps.find(([beginning]) => code.startsWith(beginning))?.[1]
}

/** Steps in which something stops the launch. */
export function blockedSteps(checks: readonly Check[]): Set<WizardStep> {
  return new Set(checks.filter(({ level }) => level === 'blocks').flatMap(({ code }) => stepOf(code) ?? []))
}
