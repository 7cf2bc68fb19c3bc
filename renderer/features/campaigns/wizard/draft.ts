import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'
import type { CampaignDetail, CampaignSettings } from '../../../../shared/contract/campaigns/model.ts'
import { orpc } from '../../../app/client.ts'
import { useLive } from '../../../app/live.ts'
import type { Draft, DraftPart } from './draft-store.ts'
import { changeDraft, draftOf, saveDraft, unusable, useDrafts } from './draft-store.ts'

export interface OpenDraft {
  id: string
  campaign: CampaignDetail
  /** As the person sees them: what was saved, with what was changed since. */
  settings: CampaignSettings
  /** Changes parts of the draft: shown at once, saved by itself. */
  change: (part: DraftPart) => void
  /** Saves at once what is pending; resolves to whether nothing is left. */
  flush: () => Promise<boolean>
  /** Parts that cannot be saved as they are. */
  unusable: (keyof CampaignSettings)[]
  saving: Draft
}

/** The campaign as the engine knows it. */
export function useCampaign(id: string) {
  return useQuery(orpc.campaigns.get.queryOptions({ input: { id } }))
}

/** A draft that saves itself, also across a lost connection and a closed window. */
export function useDraft(campaign: CampaignDetail): OpenDraft {
  const queryClient = useQueryClient()
  const { id } = campaign
  const stored = useDrafts(({ drafts }) => drafts[id])
  const saving = useMemo(() => stored ?? draftOf(id), [stored, id])
  const live = useLive(({ state }) => state)
  const change = useCallback((part: DraftPart) => changeDraft(queryClient, id, part), [queryClient, id])
  const flush = useCallback(() => saveDraft(queryClient, id), [queryClient, id])

  // What an earlier visit or a lost connection left behind is sent as soon as the engine answers.
  useEffect(() => {
    if (live !== 'lost') void saveDraft(queryClient, id)
  }, [live, queryClient, id])

  const settings = useMemo(
    () => ({ ...campaign.settings, ...saving.pending }),
    [campaign.settings, saving.pending],
  )
  const bad = useMemo(() => unusable(saving.pending), [saving.pending])
  return { id, campaign, settings, change, flush, unusable: bad, saving }
}
