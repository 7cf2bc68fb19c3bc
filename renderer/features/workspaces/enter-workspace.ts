import { useNavigate } from '@tanstack/react-router'
import type { SessionState } from '../../../shared/contract/session.ts'
import { pathTo } from '../../app/paths.ts'
import { useEnter } from '../../app/session.tsx'

/** Goes into a workspace that was opened: to its first page, or to sign-in where a password is needed. */
export function useEnterWorkspace(): (state: SessionState) => Promise<void> {
  const enter = useEnter()
  const navigate = useNavigate()
  return async (state) => {
    await enter(state)
    await navigate({ to: pathTo(state.user ? '/' : '/sign-in') })
  }
}
