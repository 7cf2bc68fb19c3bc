import { Tabs } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pathTo } from '../../app/paths.ts'
import { PageHeader } from '../../components/page/page-header.tsx'

/** The title row of both pages of jobs. */
export function JobsHeader({ tab }: { tab: 'overview' | 'list' }) {
  const { t } = useTranslation('jobs')
  const navigate = useNavigate()
  return (
    <PageHeader title={t('title')} subtitle={t('subtitle')} help={t('help')}>
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ to: pathTo(next === 'list' ? '/jobs/list' : '/jobs') })}
      >
        <Tabs.List aria-label={t('title')}>
          <Tabs.Tab value="overview">{t('tabs.overview')}</Tabs.Tab>
          <Tabs.Tab value="list">{t('tabs.list')}</Tabs.Tab>
        </Tabs.List>
      </Tabs>
    </PageHeader>
  )
}
