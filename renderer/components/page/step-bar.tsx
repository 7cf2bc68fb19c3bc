import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './step-bar.module.css'

/** One step of a wizard. */
export interface Step {
  key: string
  label: string
  /** `error` where something has to be corrected, `done` where nothing is missing. */
  state: 'open' | 'done' | 'error'
}

interface StepBarProps {
  steps: Step[]
  current: string
  /** Every step can be returned to. */
  onSelect: (key: string) => void
}

/**
 * The steps of a wizard: which is open, which are done, which need correcting.
 *
 * @example <StepBar steps={steps} current={step} onSelect={(step) => navigate({ search: { step } })} />
 */
export function StepBar({ steps, current, onSelect }: StepBarProps) {
  const { t } = useTranslation('common')
  const words = { open: '', done: t('steps.done'), error: t('steps.error') }
  return (
    <nav aria-label={t('steps.label')}>
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          <li key={step.key} className={classes.step} data-state={step.state}>
            <button
              type="button"
              className={classes.button}
              aria-current={step.key === current ? 'step' : undefined}
              onClick={() => onSelect(step.key)}
            >
              <span className={classes.mark} aria-hidden>
                {step.state === 'done' ? (
                  <IconCheck size={14} stroke={2.4} />
                ) : step.state === 'error' ? (
                  <IconAlertTriangle size={14} />
                ) : (
                  index + 1
                )}
              </span>
              <span className={classes.label}>{step.label}</span>
              {words[step.state] && <span className={classes.hidden}>({words[step.state]})</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
