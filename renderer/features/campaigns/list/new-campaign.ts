import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { client } from '../../../app/client.ts'

/** Begins a draft under a name that says when, and opens its first step. */
export function useNewCampaign() {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: () => client.campaigns.create({}),
    onSuccess: ({ id }) =>
      navigate({
        to: '/campaigns/$campaignId/wizard/$step',
        params: { campaignId: id, step: 'recipients' },
      }),
  })
}
