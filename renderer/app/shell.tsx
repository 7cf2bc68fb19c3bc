import { useMantineColorScheme } from '@mantine/core'
import { useHotkeys, useLocalStorage } from '@mantine/hooks'
import { Navigate, Outlet } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../components/feedback/error-state.tsx'
import { JobsTray } from '../components/feedback/jobs-tray.tsx'
import { NotificationKeeper } from '../features/notifications/keeper.tsx'
import { SessionEnded } from '../features/session/session-ended.tsx'
import { setLanguage } from './i18n.ts'
import { followChanges } from './live.ts'
import { LiveBar } from './live-bar.tsx'
import { PageLoading } from './page-loading.tsx'
import { pathTo } from './paths.ts'
import { Palette } from './palette.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { Rail } from './rail.tsx'
import type { Session } from './session.tsx'
import { SessionProvider, sessionOf, useSessionState } from './session.tsx'
import classes from './shell.module.css'
import { ShortcutsHelp, useGoKeys } from './shortcuts.tsx'

/** The frame of every page for somebody who is signed in; leads to sign-in or first start otherwise. */
export function Shell() {
  const state = useSessionState()
  // A session that ends by itself leaves the page as it is, with all that was typed; leaving on purpose
  // forgets the state first (`useEnter`), and with it who was here.
  const [last, setLast] = useState<Session>()
  const session = useMemo(() => (state.data ? sessionOf(state.data) : undefined), [state.data])
  if (state.isPending) {
    if (last) setLast(undefined)
    return <PageLoading />
  }
  if (!state.data) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />
  const there = session ?? (state.data.workspace?.id === last?.workspace.id ? last : undefined)
  if (session && session !== last) setLast(session)
  if (!there) return <Navigate to={pathTo(state.data.workspace ? '/sign-in' : '/start')} replace />
  return (
    <>
      <Frame key={`${there.workspace.id} ${there.user.id}`} session={there} live={session !== undefined} />
      {!session && <SessionEnded session={there} canUnlock={state.data.canUnlock} />}
    </>
  )
}

/** The frame itself, around whatever page is open. */
export function Frame({ session, live = true }: { session: Session; live?: boolean }) {
  const { t } = useTranslation('shell')
  const queryClient = useQueryClient()
  const [collapsed, setCollapsed] = useLocalStorage({
    key: 'despacho.rail',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const { language, theme } = session.user
  const { setColorScheme } = useMantineColorScheme()
  useHotkeys([['mod+B', () => setCollapsed(!collapsed)]])
  useGoKeys(session.permissions)
  useEffect(() => {
    if (language) setLanguage(language)
  }, [language])
  useEffect(() => setColorScheme(theme), [theme, setColorScheme])
  useEffect(() => {
    if (!live) return undefined
    const stop = new AbortController()
    void followChanges(queryClient, stop.signal)
    return () => stop.abort()
  }, [queryClient, live])

  return (
    <SessionProvider session={session}>
      <a href="#content" className={classes.skip}>
        {t('skip')}
      </a>
      <div className={classes.frame} data-collapsed={collapsed || undefined}>
        <Rail collapsed={collapsed} onToggle={() => setCollapsed(!collapsed)} />
        <div className={classes.body}>
          <LiveBar />
          <main id="content" tabIndex={-1} className={classes.content}>
            <Outlet />
          </main>
        </div>
        <PhoneBar />
      </div>
      <JobsTray />
      {live && <NotificationKeeper />}
      <Palette />
      <ShortcutsHelp />
    </SessionProvider>
  )
}
