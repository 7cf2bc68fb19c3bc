import { Alert, Button, FileButton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArchive, IconBuilding, IconCompass, IconDeviceDesktop } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../app/client.ts'
import { explain } from '../../app/errors.ts'
import { currentLanguage } from '../../app/i18n.ts'
import { PageLoading } from '../../app/page-loading.tsx'
import { pathTo } from '../../app/paths.ts'
import { useSessionState } from '../../app/session.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { startJob } from '../../components/feedback/jobs.ts'
import { useEnterWorkspace } from './enter-workspace.ts'
import classes from './workspaces.module.css'
import { WorkspaceList } from './workspace-list.tsx'

/** Making a sample and restoring a large file take their time. */
const patience = { context: { timeoutMs: 300_000 } }

/** First start, and the choice of workspace: explore, create, open, restore. */
export function StartPage() {
  const { t } = useTranslation('workspaces')
  const state = useSessionState()
  const known = useQuery({ ...orpc.workspaces.list.queryOptions(), retry: false })
  const first = known.data?.length === 0
  const title = first ? t('welcome') : t('title')
  useEffect(() => {
    document.title = `${title} · Despacho`
  }, [title])
  if (known.isPending || state.isPending) return <PageLoading />
  if (known.isError) {
    return explain(known.error).code === 'FORBIDDEN' ? (
      <NotHere signIn={state.data?.workspace != null} />
    ) : (
      <ErrorState error={known.error} onRetry={() => void known.refetch()} />
    )
  }
  return (
    <div className={classes.start}>
      <header className={classes.head}>
        <h1 className={classes.title}>{title}</h1>
        <p className={classes.text}>{first ? t('welcomeText') : t('text')}</p>
      </header>
      {!first && <WorkspaceList workspaces={known.data} signedIn={state.data?.user != null} />}
      <div className={classes.ways}>
        {!known.data.some(({ sample }) => sample) && <Explore primary={first} />}
        <Create primary={!first && known.data.every(({ sample }) => sample)} />
        <Restore />
      </div>
    </div>
  )
}

function Explore({ primary }: { primary: boolean }) {
  const { t } = useTranslation('workspaces')
  const enter = useEnterWorkspace()
  const [problem, setProblem] = useState<string>()
  const open = useMutation({
    mutationFn: () => client.workspaces.openSample({ language: currentLanguage() }, patience),
    meta: { quiet: true },
    onMutate: () => setProblem(undefined),
    onSuccess: enter,
    onError: (error) => setProblem(explain(error).message),
  })
  return (
    <Way
      icon={IconCompass}
      title={t('explore.title')}
      text={open.isPending ? t('explore.preparing') : t('explore.text')}
      problem={problem}
      action={
        <Button
          variant={primary ? 'filled' : 'default'}
          loading={open.isPending}
          onClick={() => open.mutate()}
        >
          {t('explore.action')}
        </Button>
      }
    />
  )
}

function Create({ primary }: { primary: boolean }) {
  const { t } = useTranslation('workspaces')
  return (
    <Way
      icon={IconBuilding}
      title={t('create.title')}
      text={t('create.text')}
      action={
        <Button component={Link} to={pathTo('/start/new')} variant={primary ? 'filled' : 'default'}>
          {t('create.action')}
        </Button>
      }
    />
  )
}

function Restore() {
  const { t } = useTranslation('workspaces')
  const enter = useEnterWorkspace()
  const [problem, setProblem] = useState<string>()
  const restore = useMutation({
    mutationFn: (file: File) => client.workspaces.restoreUpload({ file }, patience),
    meta: { quiet: true },
    onMutate: (file) => {
      setProblem(undefined)
      return startJob({ title: t('restore.running', { name: file.name }) })
    },
    onSuccess: async (state, _file, job) => {
      job.done(t('restore.done'))
      notifications.show({ message: t('restore.done') })
      await enter(state)
    },
    onError: (error, _file, job) => {
      job?.fail(explain(error).message)
      setProblem(explain(error).message)
    },
  })
  return (
    <Way
      icon={IconArchive}
      title={t('restore.title')}
      text={t('restore.text')}
      problem={problem}
      action={
        <FileButton onChange={(file) => file && restore.mutate(file)} accept=".db,application/vnd.sqlite3">
          {(props) => (
            <Button {...props} variant="default" loading={restore.isPending}>
              {t('restore.action')}
            </Button>
          )}
        </FileButton>
      }
    />
  )
}

interface WayProps {
  icon: Icon
  title: string
  text: string
  action: ReactNode
  problem?: string | undefined
}

function Way({ icon: Picture, title, text, action, problem }: WayProps) {
  return (
    <section className={classes.way}>
      <Picture size={20} stroke={1.6} aria-hidden className={classes.wayIcon} />
      <div className={classes.wayWords}>
        <h2 className={classes.wayTitle}>{title}</h2>
        <p className={classes.text} role="status">
          {text}
        </p>
        {problem && (
          <Alert color="red" mt={8} role="alert">
            {problem}
          </Alert>
        )}
      </div>
      {action}
    </section>
  )
}

function NotHere({ signIn }: { signIn: boolean }) {
  const { t } = useTranslation('workspaces')
  const navigate = useNavigate()
  return (
    <EmptyState
      order={1}
      icon={IconDeviceDesktop}
      title={t('notHere.title')}
      text={t('notHere.text')}
      action={
        signIn && (
          <Button variant="default" onClick={() => void navigate({ to: pathTo('/sign-in') })}>
            {t('notHere.signIn')}
          </Button>
        )
      }
    />
  )
}
