import { Skeleton, Stack, Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../app/client.ts'
import { explain } from '../../app/errors.ts'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { FormError } from '../../components/feedback/form-error.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'

/** How the desktop app behaves on this machine. A switch takes effect at once. */
export function DesktopPage() {
  const { t } = useTranslation('desktop')
  const queryClient = useQueryClient()
  const settings = useQuery(orpc.desktop.settings.queryOptions())
  const save = useMutation(
    orpc.desktop.saveSettings.mutationOptions({
      onSuccess: (saved) => queryClient.setQueryData(orpc.desktop.settings.queryKey(), saved),
    }),
  )
  const { data } = settings
  return (
    <SettingsPage section="desktop" title={t('settings.title')}>
      {settings.isPending && <Skeleton h={96} />}
      {settings.isError && <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />}
      {data && (
        <Stack gap="md">
          <FormError problem={save.isError ? explain(save.error) : undefined} />
          <Switch
            label={t('settings.startAtLogin')}
            description={t(
              data.startAtLogin === null ? 'settings.startAtLoginUnavailable' : 'settings.startAtLoginHelp',
            )}
            disabled={data.startAtLogin === null || save.isPending}
            checked={data.startAtLogin ?? false}
            onChange={({ currentTarget }) => save.mutate({ startAtLogin: currentTarget.checked })}
          />
          <Switch
            label={t('settings.closeToTray')}
            description={t('settings.closeToTrayHelp')}
            disabled={save.isPending}
            checked={data.closeToTray}
            onChange={({ currentTarget }) => save.mutate({ closeToTray: currentTarget.checked })}
          />
        </Stack>
      )}
    </SettingsPage>
  )
}
