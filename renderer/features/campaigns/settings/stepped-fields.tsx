import { Button, NumberInput, Stack, Switch, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SteppedStrategy } from '../../../../shared/domain/strategies.ts'
import { KEEP_GROWING, STRATEGY_BOUNDS } from '../../../../shared/domain/strategies.ts'
import type { Format } from '../../../app/format.ts'
import { useFormat } from '../../../app/format.ts'
import { IconButton } from '../../../components/actions/icon-button.tsx'
import { BoundedNumber } from './bounded-number.tsx'
import { GateFields } from './gate-fields.tsx'
import classes from './settings.module.css'
import type { Step } from './strategy-draft.ts'
import { nextStep } from './strategy-draft.ts'

interface SteppedFieldsProps {
  strategy: SteppedStrategy
  faults: Set<string>
  onChange: (strategy: SteppedStrategy) => void
}

/** The ladder of a strategy, what comes after its last step, and the gate between days. */
export function SteppedFields({ strategy, faults, onChange }: SteppedFieldsProps) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { steps, growth } = strategy
  const put = (next: Step[]): void => onChange({ ...strategy, steps: next })
  return (
    <Stack gap={16}>
      <Ladder steps={steps} faults={faults} onChange={put} />
      <Text size="xs" c="dimmed">
        {t('strategy.ladderBounds', ladderBounds(format))}
      </Text>
      {faults.has('steps') && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('strategy.ladder')}
        </Text>
      )}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          disabled={steps.length >= 30}
          onClick={() => put([...steps, nextStep(steps)])}
        >
          {t('strategy.addStep')}
        </Button>
      </div>
      <Switch
        label={t('strategy.growth')}
        description={t('strategy.growthHelp')}
        checked={growth !== null}
        onChange={(event) =>
          onChange({ ...strategy, growth: event.currentTarget.checked ? { ...KEEP_GROWING } : null })
        }
      />
      {growth && (
        <NumberInput
          label={t('strategy.factor')}
          description={t('strategy.bounds', {
            min: String(STRATEGY_BOUNDS.growthFactor.min),
            max: String(STRATEGY_BOUNDS.growthFactor.max),
          })}
          w={200}
          step={0.05}
          decimalScale={2}
          {...STRATEGY_BOUNDS.growthFactor}
          value={growth.factor}
          error={faults.has('growth.factor')}
          onChange={(value) =>
            onChange({ ...strategy, growth: { factor: typeof value === 'number' ? value : 0 } })
          }
        />
      )}
      <GateFields gate={strategy.gate} onChange={(gate) => onChange({ ...strategy, gate })} />
    </Stack>
  )
}

function ladderBounds(format: Format): Record<`${'limit' | 'size' | 'minutes'}${'Min' | 'Max'}`, string> {
  const { stepLimit, stepBatchSize, stepInterval } = STRATEGY_BOUNDS
  return {
    limitMin: format.number(stepLimit.min),
    limitMax: format.number(stepLimit.max),
    sizeMin: format.number(stepBatchSize.min),
    sizeMax: format.number(stepBatchSize.max),
    minutesMin: format.number(stepInterval.min),
    minutesMax: format.number(stepInterval.max),
  }
}

const columns = [
  { key: 'fromDay', bounds: { min: 1, max: 365 } },
  { key: 'dailyLimit', bounds: STRATEGY_BOUNDS.stepLimit },
  { key: 'batchSize', bounds: STRATEGY_BOUNDS.stepBatchSize },
  { key: 'intervalMinutes', bounds: STRATEGY_BOUNDS.stepInterval },
] as const

interface LadderProps {
  steps: Step[]
  faults: Set<string>
  onChange: (steps: Step[]) => void
}

function Ladder({ steps, faults, onChange }: LadderProps) {
  const { t } = useTranslation('campaigns')
  return (
    <table className={classes.ladder}>
      <thead>
        <tr>
          {columns.map(({ key }) => (
            <th key={key} scope="col">
              {t(`strategy.field.${key}`)}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {[...steps.entries()].map(([place, step]) => (
          // A step has no name of its own; its place in the ladder is what it is.
          <tr key={place}>
            {columns.map(({ key, bounds }) => (
              <td key={key}>
                <BoundedNumber
                  bare
                  label={`${t(`strategy.field.${key}`)} ${place + 1}`}
                  value={step[key]}
                  bounds={bounds}
                  fault={faults.has(`steps.${place}.${key}`)}
                  onChange={(value) =>
                    onChange(steps.map((old, at) => (at === place ? { ...old, [key]: value } : old)))
                  }
                />
              </td>
            ))}
            <td>
              <IconButton
                label={t('strategy.removeStep', { number: place + 1 })}
                icon={IconTrash}
                disabled={place === 0}
                onClick={() => onChange(steps.filter((_, at) => at !== place))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
