import { Button, Group, NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Assumptions } from './review-query.ts'
import { usualAssumptions } from './review-query.ts'
import classes from './review.module.css'

interface AssumptionsFormProps {
  assumptions: Assumptions
  onChange: (assumptions: Assumptions) => void
}

const fields = [
  { key: 'bounceRate', decimals: 1, step: 0.5 },
  { key: 'complaintRate', decimals: 2, step: 0.05 },
] as const

/** What the person expects of bounces and complaints: they decide whether a day may grow. */
export function AssumptionsForm({ assumptions, onChange }: AssumptionsFormProps) {
  const { t } = useTranslation('campaigns')
  const changed = fields.some(({ key }) => assumptions[key] !== usualAssumptions[key])
  return (
    <fieldset className={classes.assumptions}>
      <legend>{t('forecast.assumptions')}</legend>
      <Group gap={12} align="flex-end">
        {fields.map(({ key, decimals, step }) => (
          <NumberInput
            key={key}
            label={t(`forecast.${key}`)}
            w={150}
            min={0}
            max={100}
            step={step}
            decimalScale={decimals}
            suffix=" %"
            value={Math.round(assumptions[key] * 10_000) / 100}
            onChange={(value) => {
              if (typeof value === 'number') onChange({ ...assumptions, [key]: value / 100 })
            }}
          />
        ))}
        {changed && (
          <Button variant="subtle" color="gray" onClick={() => onChange(usualAssumptions)}>
            {t('forecast.usual')}
          </Button>
        )}
      </Group>
    </fieldset>
  )
}
