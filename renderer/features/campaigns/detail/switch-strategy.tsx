import { Alert, Button, Group, Modal, Radio, Stack } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CampaignDetail } from '../../../../shared/contract/campaigns/model.ts'
import type { StrategyKind } from '../../../../shared/domain/strategies.ts'
import { STRATEGY_KINDS } from '../../../../shared/domain/strategies.ts'
import { client, orpc } from '../../../app/client.ts'
import { explain } from '../../../app/errors.ts'
import { consequenceWord } from '../words.ts'
import { FormError } from '../../../components/feedback/form-error.tsx'

interface SwitchStrategyProps {
  campaign: CampaignDetail
  opened: boolean
  onClose: () => void
}

/** Another pace for what is left; the consequence is said before. */
export function SwitchStrategy({ campaign, opened, onClose }: SwitchStrategyProps) {
  const { t } = useTranslation('campaigns')
  return (
    <Modal opened={opened} onClose={onClose} title={t('action.switch')} size={520}>
      {opened && <Body campaign={campaign} onClose={onClose} />}
    </Modal>
  )
}

function Body({ campaign, onClose }: Omit<SwitchStrategyProps, 'opened'>) {
  const { t } = useTranslation('campaigns')
  const { t: common } = useTranslation('common')
  const queryClient = useQueryClient()
  const [chosen, setChosen] = useState<StrategyKind | null>(null)
  const domain = useQuery({
    ...orpc.campaigns.delivery.domain.queryOptions({ input: { domain: campaign.sendingDomain ?? '' } }),
    enabled: campaign.sendingDomain !== null,
  })
  const others = STRATEGY_KINDS.filter((kind) => kind !== campaign.strategy)
  const change = useMutation({
    mutationFn: (strategy: StrategyKind) => client.campaigns.switchStrategy({ id: campaign.id, strategy }),
    meta: { quiet: true },
    onSuccess: (changed) => {
      queryClient.setQueryData(orpc.campaigns.get.queryKey({ input: { id: campaign.id } }), changed)
      void queryClient.invalidateQueries({ queryKey: orpc.campaigns.key() })
      onClose()
    },
  })
  const recommended = domain.data?.recommended
  return (
    <Stack gap={16}>
      <FormError problem={change.error ? explain(change.error) : undefined} />
      <Radio.Group
        label={t('switch.label', {
          name: campaign.strategy === null ? '' : t(`strategy.${campaign.strategy}.name`),
        })}
        value={chosen}
        onChange={(value) => setChosen(others.find((kind) => kind === value) ?? null)}
      >
        <Stack gap={12} mt={12}>
          {others.map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={
                kind === recommended
                  ? t('switch.recommended', { name: t(`strategy.${kind}.name`) })
                  : t(`strategy.${kind}.name`)
              }
              description={t(`strategy.${kind}.consequence`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {chosen !== null && recommended !== undefined && chosen !== recommended && (
        <Alert color="yellow" icon={<IconInfoCircle size={18} />}>
          {consequenceWord(chosen, recommended)}
        </Alert>
      )}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {common('actions.cancel')}
        </Button>
        <Button
          disabled={chosen === null}
          loading={change.isPending}
          onClick={() => {
            if (chosen) change.mutate(chosen)
          }}
        >
          {t('switch.confirm')}
        </Button>
      </Group>
    </Stack>
  )
}
