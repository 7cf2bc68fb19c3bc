import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../app/format.ts'

interface BoundedNumberProps {
  label: string
  /** The label is only read out loud, as in a table. */
  bare?: boolean
  value: number
  bounds: { min: number; max: number }
  fault: boolean
  onChange: (value: number) => void
}

/** A whole number within bounds that are said, not only enforced. */
export function BoundedNumber({ label, bare = false, value, bounds, fault, onChange }: BoundedNumberProps) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const words = t('strategy.bounds', { min: format.number(bounds.min), max: format.number(bounds.max) })
  return (
    <NumberInput
      {...(bare ? { 'aria-label': `${label}, ${words}` } : { label, description: words })}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      hideControls={bare}
      min={bounds.min}
      max={bounds.max}
      value={value}
      error={fault ? (bare ? true : words) : undefined}
      onChange={(next) => onChange(typeof next === 'number' ? next : 0)}
    />
  )
}
