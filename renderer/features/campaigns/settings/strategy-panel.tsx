import { Button, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryStrategy } from '../../../../shared/domain/strategies.ts'
import { client, orpc } from '../../../app/client.ts'
import { explain } from '../../../app/errors.ts'
import { ConfirmButton } from '../../../components/feedback/confirm.tsx'
import { FormError } from '../../../components/feedback/form-error.tsx'
import { SidePanel } from '../../../components/page/side-panel.tsx'
import { BatchFields } from './batch-fields.tsx'
import { SteppedFields } from './stepped-fields.tsx'
import type { StoredStrategy } from './strategy-draft.ts'
import { faultsOf } from './strategy-draft.ts'

/** The figures of a strategy, within the bounds that hold for every workspace. */
export function StrategyPanel({
  stored,
  onClose,
}: {
  stored: StoredStrategy | undefined
  onClose: () => void
}) {
  const { t } = useTranslation('campaigns')
  return (
    <SidePanel
      opened={stored !== undefined}
      onClose={onClose}
      size={600}
      title={stored ? t('strategy.editOf', { name: t(`strategy.${stored.kind}.name`) }) : ''}
    >
      {stored && <Editor key={`${stored.kind}-${stored.version}`} stored={stored} onClose={onClose} />}
    </SidePanel>
  )
}

function Editor({ stored, onClose }: { stored: StoredStrategy; onClose: () => void }) {
  const { t } = useTranslation('campaigns')
  const { t: common } = useTranslation('common')
  const queryClient = useQueryClient()
  const [strategy, setStrategy] = useState(stored.strategy)
  const faults = faultsOf(strategy)
  const keep = async (next: DeliveryStrategy | null): Promise<void> => {
    await client.campaigns.delivery.saveStrategy({
      kind: stored.kind,
      version: stored.version,
      strategy: next,
    })
    await queryClient.invalidateQueries({ queryKey: orpc.campaigns.key() })
    onClose()
  }
  const save = useMutation({ mutationFn: keep, meta: { quiet: true } })
  return (
    <Stack gap={16}>
      <FormError problem={save.error ? explain(save.error) : undefined} />
      {strategy.kind === 'batch' ? (
        <BatchFields strategy={strategy} faults={faults} onChange={setStrategy} />
      ) : (
        <SteppedFields strategy={strategy} faults={faults} onChange={setStrategy} />
      )}
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
        <Button loading={save.isPending} disabled={faults.size > 0} onClick={() => save.mutate(strategy)}>
          {common('actions.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {common('actions.cancel')}
        </Button>
        {stored.edited && (
          <ConfirmButton
            variant="subtle"
            color="gray"
            ml="auto"
            title={t('strategy.restoreTitle')}
            text={t('strategy.restoreText')}
            confirm={t('strategy.restore')}
            run={() => keep(null)}
          >
            {t('strategy.restore')}
          </ConfirmButton>
        )}
      </div>
    </Stack>
  )
}
