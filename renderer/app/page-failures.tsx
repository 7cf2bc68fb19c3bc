import { Button } from '@mantine/core'
import { IconBug, IconMapQuestion } from '@tabler/icons-react'
import { Link, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../components/feedback/empty-state.tsx'
import { Page } from '../components/page/page.tsx'

/** For addresses that lead nowhere. */
export function PageNotFound() {
  const { t } = useTranslation('shell')
  return (
    <Page>
      <EmptyState
        order={1}
        icon={IconMapQuestion}
        title={t('notFound.title')}
        text={t('notFound.text')}
        action={
          <Button component={Link} to="/" variant="default">
            {t('notFound.home')}
          </Button>
        }
      />
    </Page>
  )
}

/** For a page that threw: the rest of the console stays usable. */
export function PageCrash({ error }: { error: unknown }) {
  const { t } = useTranslation('shell')
  const router = useRouter()
  useEffect(() => reportError(error), [error])
  return (
    <Page>
      <EmptyState
        order={1}
        icon={IconBug}
        title={t('crash.title')}
        text={t('crash.text')}
        action={
          <Button variant="default" onClick={() => void router.invalidate()}>
            {t('crash.reload')}
          </Button>
        }
      />
    </Page>
  )
}
