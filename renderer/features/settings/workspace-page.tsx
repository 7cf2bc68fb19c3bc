import { Alert, Button, Skeleton, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/contract/settings.ts'
import { client, orpc } from '../../app/client.ts'
import type { Explained } from '../../app/errors.ts'
import { applyFormErrors } from '../../app/errors.ts'
import { formatFor } from '../../app/format.ts'
import { useLanguage } from '../../app/i18n.ts'
import { useCan } from '../../app/session.tsx'
import { useConfirm } from '../../components/feedback/confirm.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { FormError } from '../../components/feedback/form-error.tsx'
import { useUnsavedGuard } from '../../components/feedback/unsaved.ts'
import { Section } from '../../components/page/section.tsx'
import { KeyValues } from '../../components/values/key-values.tsx'
import type { RegionValues } from '../workspaces/region-fields.tsx'
import { CountrySelect, RegionFields, useCountries } from '../workspaces/region-fields.tsx'
import { countryName, zoneName } from '../workspaces/region-names.ts'
import { SaveRow } from './save-row.tsx'
import { SettingsPage } from './settings-page.tsx'

/** The firm's name and region. */
export function WorkspacePage() {
  const { t } = useTranslation('settings')
  const settings = useQuery(orpc.settings.get.queryOptions())
  return (
    <SettingsPage section="workspace" title={t('workspace.title')} subtitle={t('workspace.subtitle')}>
      {settings.isPending ? (
        <Skeleton height={360} radius="md" />
      ) : settings.data ? (
        <WorkspaceForm workspace={settings.data.workspace} />
      ) : (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      )}
    </SettingsPage>
  )
}

function WorkspaceForm({ workspace }: { workspace: Settings['workspace'] }) {
  const { t } = useTranslation('settings')
  const mayWrite = useCan('settings:write')
  const ask = useConfirm()
  const queryClient = useQueryClient()
  const [problem, setProblem] = useState<Explained>()
  const { name, country, locale, zone, currency } = workspace
  const form = useForm({ initialValues: { name, country, locale, zone, currency } })
  const save = useMutation({
    mutationFn: (values: typeof form.values) => client.settings.updateWorkspace(values),
    meta: { quiet: true },
    onSuccess: (settings) => {
      queryClient.setQueryData(orpc.settings.get.queryKey(), settings)
      void queryClient.invalidateQueries({ queryKey: orpc.session.key() })
      form.resetDirty()
      notifications.show({ message: t('saved') })
    },
    onError: (error) => setProblem(applyFormErrors(form, error)),
  })
  const dirty = form.isDirty()
  useUnsavedGuard(dirty)
  const submit = async (values: typeof form.values): Promise<void> => {
    setProblem(undefined)
    const moved = values.zone !== zone
    const agreed =
      !moved ||
      (await ask({
        title: t('workspace.zoneTitle'),
        text: t('workspace.zoneText', { zone: zoneName(values.zone) }),
        confirm: t('workspace.zoneConfirm'),
      }))
    if (agreed) save.mutate(values)
  }
  const setRegion = (region: RegionValues): void => form.setValues(region)
  return (
    <form noValidate onSubmit={form.onSubmit((values) => void submit(values))}>
      <Stack gap={16}>
        {!mayWrite && <Alert color="gray">{t('workspace.readOnly')}</Alert>}
        <FormError problem={problem} labels={{ name: t('workspace.name') }} />
        <Section title={t('workspace.firm')}>
          <TextInput
            label={t('workspace.name')}
            maxLength={120}
            disabled={!mayWrite}
            maw={400}
            {...form.getInputProps('name')}
          />
        </Section>
        <Section title={t('workspace.region')}>
          <Stack gap={16}>
            <CountrySelect
              label={t('workspace.country')}
              description={t('workspace.countryHelp')}
              value={form.values.country}
              disabled={!mayWrite}
              error={form.errors['country']}
              // The rest stays as it is: a firm that moves its tax home does not change how it writes dates.
              onChange={(region) => form.setFieldValue('country', region.country)}
            />
            <UseDefaults values={form.values} onUse={setRegion} hidden={!mayWrite} />
            <RegionFields
              value={form.values}
              onChange={setRegion}
              disabled={!mayWrite}
              errors={{
                locale: form.errors['locale'],
                zone: form.errors['zone'],
                currency: form.errors['currency'],
              }}
            />
            <Example region={form.values} />
          </Stack>
        </Section>
        {mayWrite && (
          <SaveRow
            dirty={dirty}
            saving={save.isPending}
            onReset={() => {
              form.reset()
              setProblem(undefined)
            }}
          />
        )}
      </Stack>
    </form>
  )
}

/** Offers a country's usual values where they differ from what is set. */
function UseDefaults({
  values,
  onUse,
  hidden,
}: {
  values: RegionValues
  onUse: (region: RegionValues) => void
  hidden: boolean
}) {
  const { t } = useTranslation('settings')
  const usual = useCountries().data?.find(({ country }) => country === values.country)
  if (
    hidden ||
    !usual ||
    (usual.locale === values.locale &&
      usual.zones.includes(values.zone) &&
      usual.currency === values.currency)
  )
    return null
  return (
    <Button
      variant="light"
      size="compact-sm"
      style={{ alignSelf: 'flex-start' }}
      onClick={() =>
        onUse({
          country: usual.country,
          locale: usual.locale,
          zone: usual.zone,
          currency: usual.currency,
        })
      }
    >
      {t('workspace.useDefaults', { country: countryName(values.country) })}
    </Button>
  )
}

/** A date, a figure and an amount as they would be written. */
function Example({ region: { locale, zone, currency } }: { region: RegionValues }) {
  const { t } = useTranslation('settings')
  const language = useLanguage()
  const format = formatFor({ language, locale, timeZone: zone, currency })
  const [now] = useState(() => Date.now())
  return (
    <KeyValues
      items={[
        [
          t('workspace.example'),
          `${format.dateTime(now)} · ${format.number(1_234_567.89)} · ${format.money(123_456_700)}`,
        ],
      ]}
    />
  )
}
