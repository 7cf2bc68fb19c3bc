import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Page } from '../components/page/page.tsx'

/** Shown while a page's code is on its way, after a moment. */
export function PageLoading() {
  const { t } = useTranslation('common')
  return (
    <Page>
      <div role="status" aria-label={t('words.loading')}>
        <Skeleton height={24} width={220} mb={24} />
        <Skeleton height={32} mb={12} />
        <Skeleton height={320} radius="md" />
      </div>
    </Page>
  )
}
