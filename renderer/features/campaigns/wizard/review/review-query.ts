import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CampaignDetail } from '../../../../../shared/contract/campaigns/model.ts'
import type { assumptionsSchema, Forecast } from '../../../../../shared/contract/campaigns/progress.ts'
import { client } from '../../../../app/client.ts'

export type Assumptions = z.infer<typeof assumptionsSchema>

export const usualAssumptions: Assumptions = { openRate: 0.35, bounceRate: 0.01, complaintRate: 0 }

/** Planning 50,000 recipients over 249 days takes its time. */
const patience = { timeoutMs: 180_000 }

/**
 * Not under `campaigns`: a review is taken of one version of a draft, and must not be planned anew with every
 * message another campaign sends.
 */
export function reviewKey({ id, version }: Pick<CampaignDetail, 'id' | 'version'>): readonly unknown[] {
  return [['campaign-review'], id, version]
}

/** Who, what, when, how long and what stops it, of the draft as it was saved last. */
export function useReview(campaign: CampaignDetail, enabled: boolean) {
  const { id } = campaign
  return useQuery({
    queryKey: reviewKey(campaign),
    queryFn: ({ signal }) => client.campaigns.review.get({ id }, { signal, context: patience }),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** The forecast under other assumptions; that of the review while they are the usual ones. */
export function useForecast(campaign: CampaignDetail, assumptions: Assumptions, usual: Forecast | null) {
  const { id, version } = campaign
  const changed = JSON.stringify(assumptions) !== JSON.stringify(usualAssumptions)
  const query = useQuery({
    queryKey: [['campaign-forecast'], id, version, assumptions],
    queryFn: ({ signal }) =>
      client.campaigns.review.forecast({ id, assumptions }, { signal, context: patience }),
    enabled: changed,
    placeholderData: keepPreviousData,
  })
  return { ...query, forecast: changed ? (query.data ?? usual) : usual, busy: changed && query.isFetching }
}
