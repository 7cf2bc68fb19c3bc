import { notifications } from '@mantine/notifications'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { explain, isSignedOut, mayRetry } from './errors.ts'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The page shows the error itself (a form): no notice at the corner. */
      quiet?: boolean
    }
  }
}

/**
 * Queries stay fresh until a live change says otherwise; a failed mutation without an `onError` of its
 * own (or `meta: { quiet: true }`) is shown as a notice.
 */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && mayRetry(error),
      // Calls go to this machine or its own server; the browser's idea of "online" says nothing about it.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (!isSession(query)) askWhoIsThere(error)
    },
  }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _result, mutation) => {
      askWhoIsThere(error)
      if (mutation.options.onError || mutation.meta?.quiet) return
      notifications.show({ color: 'red', message: explain(error).message, autoClose: 8_000 })
    },
  }),
})

/** When a call says that nobody is signed in any more, the session is asked again, and the shell leads to sign-in. */
function askWhoIsThere(error: unknown): void {
  if (isSignedOut(error)) void queryClient.invalidateQueries({ predicate: isSession })
}

function isSession({ queryKey: [path] }: { queryKey: readonly unknown[] }): boolean {
  return Array.isArray(path) && path[0] === 'session'
}
