import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../app/client.ts'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { PageHeader } from '../../../components/page/page-header.tsx'
import { Page } from '../../../components/page/page.tsx'
import { TemplateEditor } from './template-editor.tsx'

/** One template: loaded, then handed to its editor. */
export function TemplatePage() {
  const { t } = useTranslation('templates')
  const { templateId } = useParams({ from: '/shell/templates/$templateId' })
  const query = useQuery(orpc.templates.get.queryOptions({ input: { id: templateId } }))
  if (query.data) return <TemplateEditor key={templateId} stored={query.data} />
  return (
    <Page>
      <PageHeader title={t('title')} back={{ label: t('back'), to: '/templates' }} />
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div aria-hidden>
          <Skeleton height={56} mb={16} />
          <Skeleton height={56} mb={16} />
          <Skeleton height={420} />
        </div>
      )}
    </Page>
  )
}
