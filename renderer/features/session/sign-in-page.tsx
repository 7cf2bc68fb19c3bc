import { Anchor, Button, Divider } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../app/client.ts'
import { PageLoading } from '../../app/page-loading.tsx'
import { pathTo } from '../../app/paths.ts'
import { useEnter, useSessionState } from '../../app/session.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { ToneBadge } from '../../components/values/status-badge.tsx'
import classes from './session.module.css'
import { SignInForm } from './sign-in-form.tsx'

/** Signing in to the workspace that is open. */
export function SignInPage() {
  const { t } = useTranslation('session')
  const state = useSessionState()
  const enter = useEnter()
  const unlock = useMutation(orpc.session.unlock.mutationOptions({ onSuccess: (next) => enter(next) }))
  const workspace = state.data?.workspace
  useEffect(() => {
    document.title = `${t('signIn')} · Despacho`
  }, [t])
  if (state.isPending) return <PageLoading />
  if (!state.data) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />
  if (!workspace) return <Navigate to={pathTo('/start')} replace />
  if (state.data.user) return <Navigate to="/" replace />
  return (
    <div className={classes.card}>
      <div className={classes.head}>
        <h1 className={classes.title}>{workspace.name}</h1>
        {workspace.sample && <ToneBadge tone="warning" label={t('sample')} />}
        <p className={classes.text}>{t('text')}</p>
      </div>
      {state.data.canUnlock && (
        <>
          <Button size="md" fullWidth loading={unlock.isPending} onClick={() => unlock.mutate({})}>
            {t('unlock')}
          </Button>
          <Divider my={20} label={t('or')} />
        </>
      )}
      <SignInForm onDone={(next) => void enter(next)} />
      <p className={classes.foot}>
        {t('forgotten')}
        {state.data.trusted && (
          <Anchor component={Link} to={pathTo('/start')} className={classes.other}>
            {t('otherWorkspace')}
          </Anchor>
        )}
      </p>
    </div>
  )
}
