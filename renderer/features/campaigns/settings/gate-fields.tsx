import { Group, Input, NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Gate } from '../../../../shared/domain/strategies.ts'

const rates = ['minOpenRate', 'minDeliveryRate', 'maxBounceRate'] as const

/** What a day must show before the next one may be larger; an empty rate is not looked at. */
export function GateFields({ gate, onChange }: { gate: Gate; onChange: (gate: Gate) => void }) {
  const { t } = useTranslation('campaigns')
  return (
    <Input.Wrapper label={t('strategy.gate.title')} labelElement="div" description={t('strategy.gate.help')}>
      <Group gap={12} mt={8} align="flex-end">
        {rates.map((key) => (
          <NumberInput
            key={key}
            label={t(`strategy.gate.${key}`)}
            w={160}
            min={0}
            max={100}
            decimalScale={1}
            suffix=" %"
            placeholder={t('strategy.gate.off')}
            value={gate[key] === null ? '' : Math.round(gate[key] * 1_000) / 10}
            onChange={(value) => onChange({ ...gate, [key]: typeof value === 'number' ? value / 100 : null })}
          />
        ))}
      </Group>
    </Input.Wrapper>
  )
}
