import { Button } from '@mantine/core'
import { IconCircleX, IconFileAlert } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RecipientImport } from '../../../../../shared/contract/campaigns/imports.ts'
import { EmptyState } from '../../../../components/feedback/empty-state.tsx'
import { fileProblemWord } from '../../words.ts'
import { Section } from '../../../../components/page/section.tsx'

interface ImportFailedProps {
  run: RecipientImport
  onAnother: () => void
  /** Back to how the file is read. */
  onReview: () => void
}

/** Why an import ended without recipients, and the way on. */
export function ImportFailed({ run, onAnother, onReview }: ImportFailedProps) {
  const { t } = useTranslation('campaigns')
  const cancelled = run.state === 'cancelled'
  const why =
    run.problem === null || run.problem.reason === 'interrupted'
      ? t(cancelled ? 'import.cancelledText' : 'import.interrupted')
      : fileProblemWord(run.problem.reason, run.problem.params)
  return (
    <Section>
      <EmptyState
        icon={cancelled ? IconCircleX : IconFileAlert}
        title={t(cancelled ? 'import.cancelledTitle' : 'import.failedTitle', { name: run.fileName })}
        text={why}
        action={
          <>
            <Button variant="default" onClick={onReview}>
              {t('file.review')}
            </Button>
            <Button onClick={onAnother}>{t('file.chooseAnother')}</Button>
          </>
        }
      />
    </Section>
  )
}
