import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../components/page/page-header.tsx'
import type { Step } from '../../../components/page/step-bar.tsx'
import { StepBar } from '../../../components/page/step-bar.tsx'

export const steps = ['file', 'columns', 'review', 'result'] as const
export type ImportStep = (typeof steps)[number]

interface ImportHeaderProps {
  current: ImportStep
  failed?: boolean
  onSelect?: (step: ImportStep) => void
  actions?: ReactNode
}

/** The title of the import with its four steps. */
export function ImportHeader({ current, failed = false, onSelect, actions }: ImportHeaderProps) {
  const { t } = useTranslation('clients')
  const at = steps.indexOf(current)
  const shown: Step[] = steps.map((key, index) => ({
    key,
    label: t(`import.steps.${key}`),
    state: failed && key === current ? 'error' : index < at || current === 'result' ? 'done' : 'open',
  }))
  return (
    <PageHeader
      title={t('import.title')}
      subtitle={t('import.subtitle')}
      help={t('import.help')}
      back={{ label: t('title'), to: '/clients' }}
      actions={actions}
    >
      <StepBar
        steps={shown}
        current={current}
        onSelect={(key) => {
          const step = steps.find((one) => one === key)
          if (step && step !== current) onSelect?.(step)
        }}
      />
    </PageHeader>
  )
}
