import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { createContext, use } from 'react'
import type { OpenWorkspace, SessionState, SessionUser } from '../../shared/contract/session.ts'
import type { Permission } from '../../shared/domain/permissions.ts'
import { orpc } from './client.ts'

/** Who is signed in, in which workspace, and what they may do. */
export interface Session {
  user: SessionUser
  workspace: OpenWorkspace
  permissions: Permission[]
}

const SessionContext = createContext<Session | null>(null)

/** What the engine says of this window: workspace, person, permissions; parts are null before signing in. */
export function useSessionState() {
  return useQuery({ ...orpc.session.state.queryOptions(), staleTime: 60_000 })
}

/** The session, once a workspace is open and somebody has signed in. */
export function sessionOf({ user, workspace, permissions }: SessionState): Session | undefined {
  return user && workspace ? { user, workspace, permissions } : undefined
}

/** Hands the session to the pages below. The shell does this; pages read it. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

/**
 * The session of a page inside the shell, where somebody is always signed in.
 *
 * @example const { user, workspace } = useSession()
 */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession is for pages inside the shell')
  return session
}

/** The session where there may be none (sign-in, first start). */
export function useOptionalSession(): Session | null {
  return use(SessionContext)
}

/**
 * Whether the person may do something. What they may not do is left out of the page; the engine
 * refuses it in any case.
 *
 * @example const canLaunch = useCan('campaigns:launch')
 */
export function useCan(permission: Permission): boolean {
  return use(SessionContext)?.permissions.includes(permission) ?? false
}

/**
 * Shows its children to those who hold the permission.
 *
 * @example <Can do="clients:write"><Button>{t('create')}</Button></Can>
 */
export function Can({ do: permission, children }: { do: Permission; children: ReactNode }) {
  return useCan(permission) ? children : null
}

/**
 * Takes the new state after signing in or out, or opening another workspace, and forgets all that the
 * one before was shown. `session.*` and `workspaces.*` answer with it; without it, it is asked for.
 *
 * @example useMutation(orpc.session.signIn.mutationOptions({ onSuccess: (state) => enter(state) }))
 */
export function useEnter(): (state?: SessionState) => Promise<void> {
  const queryClient = useQueryClient()
  const key = orpc.session.state.queryKey()
  return async (state) => {
    queryClient.removeQueries({
      predicate: ({ queryKey: [path] }) => !Array.isArray(path) || path[0] !== 'session',
    })
    if (state) queryClient.setQueryData(key, state)
    else await queryClient.resetQueries({ queryKey: key })
  }
}
