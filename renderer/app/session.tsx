import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { createContext, use } from 'react'
import type { Permission, Role } from '../../shared/domain/permissions.ts'
import { orpc } from './client.ts'

/** Who is signed in, where, and what they may do. */
export interface Session {
  user: { id: string; name: string; email: string; role: Role; language: 'es' | 'en' | null }
  permissions: Permission[]
  workspace: { id: string; name: string; locale: string; timeZone: string; currency: string; sample?: boolean }
}

const SessionContext = createContext<Session | null>(null)

/** The query behind the session; the shell waits for it before any page is shown. */
export function useSessionQuery() {
  return useQuery({ ...orpc.session.current.queryOptions(), staleTime: 60_000, retry: 1 })
}

/** Hands the session to the pages below. The shell and the gallery do this; pages read it. */
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

/** Forgets everything this person saw, after signing out or switching workspace, and asks again who is there. */
export function useForgetSession(): () => Promise<void> {
  const queryClient = useQueryClient()
  return async () => {
    queryClient.removeQueries({ predicate: (query) => query.queryKey !== orpc.session.current.queryKey() })
    await queryClient.resetQueries()
  }
}
