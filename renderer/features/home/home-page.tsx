import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'

/** What needs the person, what goes out today, what happened, and whether the engine is well. */
export function HomePage() {
  const { t } = useTranslation('shell')
  return (
    <Page>
      <PageHeader title={t('nav.home')} />
    </Page>
  )
}
