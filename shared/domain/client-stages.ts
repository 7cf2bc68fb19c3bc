/** Stages a client moves through, in their usual order. */
export const clientStages = ['lead', 'onboarding', 'active', 'at_risk', 'former'] as const
export type ClientStage = (typeof clientStages)[number]
