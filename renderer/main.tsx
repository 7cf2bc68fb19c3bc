import './app/global.css'
import { MantineProvider, mergeThemeOverrides } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { StrictMode, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranslation } from 'react-i18next'
import 'dayjs/locale/es'
import { componentNames } from './app/component-names.ts'
import { startI18n } from './app/i18n.ts'
import { shareNonce, styleNonce } from './app/nonce.ts'
import { pathTo } from './app/paths.ts'
import { queryClient } from './app/query-client.ts'
import { router } from './app/routes.tsx'
import { cssVariables, theme } from './app/theme.ts'
import { followInstructions } from './features/desktop/follow-instructions.ts'

startI18n()
shareNonce()
void followInstructions((path) => void router.navigate({ to: pathTo(path) }))

function Providers({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation('common')
  const nonce = styleNonce()
  const named = useMemo(() => mergeThemeOverrides(theme, componentNames(t)), [t])
  return (
    <MantineProvider
      theme={named}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={nonce === undefined ? undefined : () => nonce}
    >
      <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1 }}>
        <ModalsProvider>
          <Notifications position="top-right" autoClose={5_000} limit={4} />
          {children}
        </ModalsProvider>
      </DatesProvider>
    </MantineProvider>
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </QueryClientProvider>
  </StrictMode>,
)
