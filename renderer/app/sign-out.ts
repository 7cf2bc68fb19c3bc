import { client } from './client.ts'
import { useEnter } from './session.tsx'

/** Ends the session; the shell then leads to sign-in. */
export function useSignOut(): () => Promise<void> {
  const enter = useEnter()
  return async () => {
    await client.session.signOut()
    await enter()
  }
}
