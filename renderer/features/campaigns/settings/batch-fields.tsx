import { SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { STRATEGY_BOUNDS } from '../../../../shared/domain/strategies.ts'
import { useFormat } from '../../../app/format.ts'
import { BoundedNumber } from './bounded-number.tsx'
import type { BatchStrategy } from './strategy-draft.ts'

interface BatchFieldsProps {
  strategy: BatchStrategy
  faults: Set<string>
  onChange: (strategy: BatchStrategy) => void
}

const fields = [
  { key: 'batchSize', bounds: STRATEGY_BOUNDS.batchSize },
  { key: 'batchesPerDay', bounds: STRATEGY_BOUNDS.batchesPerDay },
  { key: 'intervalMinutes', bounds: STRATEGY_BOUNDS.batchInterval },
  { key: 'concurrency', bounds: STRATEGY_BOUNDS.concurrency },
] as const

/** Figures of the strategy for warm domains. */
export function BatchFields({ strategy, faults, onChange }: BatchFieldsProps) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={16}>
        {fields.map(({ key, bounds }) => (
          <BoundedNumber
            key={key}
            label={t(`strategy.field.${key}`)}
            value={strategy[key]}
            bounds={bounds}
            fault={faults.has(key)}
            onChange={(value) => onChange({ ...strategy, [key]: value })}
          />
        ))}
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {t('strategy.dayTotal', { formatted: format.number(strategy.batchSize * strategy.batchesPerDay) })}
      </Text>
    </>
  )
}
