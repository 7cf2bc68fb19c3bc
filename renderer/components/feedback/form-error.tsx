import { Alert, List } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Explained } from '../../app/errors.ts'
import { explainIssue } from '../../app/errors.ts'

const none: Record<string, string> = {}

interface FormErrorProps {
  /** What `applyFormErrors` or `explain` returned; nothing is shown without it. */
  problem: Explained | undefined
  /** The label of a field by its path, for the list of faults: `{ email: t('fields.email') }`. */
  labels?: Record<string, string>
}

/**
 * The summary above a form after it was refused: the sentence, and every fault with its field.
 *
 * @example <FormError problem={problem} labels={{ name: t('fields.name') }} />
 */
export function FormError({ problem, labels = none }: FormErrorProps) {
  const { t } = useTranslation('common')
  if (!problem) return null
  const faults = problem.issues
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle size={18} />}
      role="alert"
      title={faults.length > 0 ? t('form.summaryTitle', { count: faults.length }) : undefined}
    >
      {faults.length === 0 && problem.message}
      {faults.length > 0 && (
        <List size="sm" spacing={2}>
          {faults.map((issue) => {
            const label = labels[issue.path.join('.')]
            return (
              <List.Item key={`${issue.path.join('.')}:${issue.reason}`}>
                {label && <strong>{label}: </strong>}
                {explainIssue(issue)}
              </List.Item>
            )
          })}
        </List>
      )}
    </Alert>
  )
}
