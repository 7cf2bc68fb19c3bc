import { Alert, Anchor, Checkbox, Chip, Group, Select, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SendingDefaults } from '../../../shared/contract/settings.ts'
import { CONTACT_RULE_PACK_IDS } from '../../../shared/domain/contact-rules/packs.ts'
import { client, orpc } from '../../app/client.ts'
import type { Explained } from '../../app/errors.ts'
import { applyFormErrors } from '../../app/errors.ts'
import { useFormat } from '../../app/format.ts'
import { pathTo } from '../../app/paths.ts'
import { useCan } from '../../app/session.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { FormError } from '../../components/feedback/form-error.tsx'
import { useUnsavedGuard } from '../../components/feedback/unsaved.ts'
import { Section } from '../../components/page/section.tsx'
import { SaveRow } from './save-row.tsx'
import { SettingsPage } from './settings-page.tsx'

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

/** The hours and rules a new campaign begins with. */
export function SendingPage() {
  const { t } = useTranslation('settings')
  const settings = useQuery(orpc.settings.get.queryOptions())
  return (
    <SettingsPage section="sending" title={t('sending.title')} subtitle={t('sending.subtitle')}>
      {settings.isPending ? (
        <Skeleton height={360} radius="md" />
      ) : settings.data ? (
        <SendingForm sending={settings.data.sending} />
      ) : (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      )}
    </SettingsPage>
  )
}

function useSendingForm(sending: SendingDefaults) {
  return useForm<SendingDefaults>({ initialValues: sending })
}
type Form = ReturnType<typeof useSendingForm>

function SendingForm({ sending }: { sending: SendingDefaults }) {
  const { t } = useTranslation('settings')
  const mayWrite = useCan('settings:write')
  const queryClient = useQueryClient()
  const [problem, setProblem] = useState<Explained>()
  const form = useSendingForm(sending)
  const save = useMutation({
    mutationFn: (values: SendingDefaults) => client.settings.updateSending(values),
    meta: { quiet: true },
    onSuccess: (settings) => {
      queryClient.setQueryData(orpc.settings.get.queryKey(), settings)
      form.resetDirty()
      notifications.show({ message: t('saved') })
    },
    onError: (error) => setProblem(applyFormErrors(form, error)),
  })
  const dirty = form.isDirty()
  useUnsavedGuard(dirty)
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        setProblem(undefined)
        save.mutate(values)
      })}
    >
      <Stack gap={16}>
        {!mayWrite && <Alert color="gray">{t('workspace.readOnly')}</Alert>}
        <FormError
          problem={problem}
          labels={{
            'window.weekdays': t('sending.days'),
            'window.from': t('sending.from'),
            'window.to': t('sending.to'),
          }}
        />
        <WindowFields form={form} disabled={!mayWrite} />
        <RuleFields form={form} disabled={!mayWrite} />
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

function WindowFields({ form, disabled }: { form: Form; disabled: boolean }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const { window } = form.values
  const days = weekdays
    .filter((day) => window.weekdays.includes(Number(day)))
    .map((day) => t(`weekdays.${day}`))
  return (
    <Section title={t('sending.window')}>
      <Stack gap={16}>
        <div role="group" aria-label={t('sending.days')}>
          <Text fw={500} size="sm" mb={4}>
            {t('sending.days')}
          </Text>
          <Group gap={6}>
            {weekdays.map((day) => (
              <Chip
                key={day}
                size="xs"
                radius="sm"
                disabled={disabled}
                checked={window.weekdays.includes(Number(day))}
                onChange={(checked) =>
                  form.setFieldValue(
                    'window.weekdays',
                    checked
                      ? [...window.weekdays, Number(day)].toSorted((a, b) => a - b)
                      : window.weekdays.filter((other) => other !== Number(day)),
                  )
                }
              >
                {t(`weekdays.${day}`)}
              </Chip>
            ))}
          </Group>
          {form.errors['window.weekdays'] && (
            <Text size="xs" c="var(--mantine-color-error)" mt={4}>
              {form.errors['window.weekdays']}
            </Text>
          )}
        </div>
        <Group gap={16} align="flex-start">
          <TextInput
            type="time"
            w={128}
            label={t('sending.from')}
            disabled={disabled}
            {...form.getInputProps('window.from')}
          />
          <TextInput
            type="time"
            w={128}
            label={t('sending.to')}
            disabled={disabled}
            {...form.getInputProps('window.to')}
          />
        </Group>
        <Checkbox
          label={t('sending.excludeHolidays')}
          disabled={disabled}
          {...form.getInputProps('window.excludeHolidays', { type: 'checkbox' })}
        />
        {days.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('sending.summary', { days: format.list(days), from: window.from, to: window.to })}{' '}
            {t('sending.hoursHelp')}
          </Text>
        )}
      </Stack>
    </Section>
  )
}

function RuleFields({ form, disabled }: { form: Form; disabled: boolean }) {
  const { t } = useTranslation('settings')
  return (
    <Section title={t('sending.rules')} text={t('sending.rulePackHelp')}>
      <Stack gap={12}>
        <Select
          label={t('sending.rulePack')}
          maw={360}
          disabled={disabled}
          allowDeselect={false}
          data={[
            { value: '', label: t('sending.rulePackAuto') },
            ...CONTACT_RULE_PACK_IDS.map((id) => ({ value: id, label: t(`packs.${id}`) })),
          ]}
          value={form.values.rulePack ?? ''}
          error={form.errors['rulePack']}
          onChange={(value) =>
            form.setFieldValue('rulePack', CONTACT_RULE_PACK_IDS.find((id) => id === value) ?? null)
          }
        />
        <Anchor component={Link} to={pathTo('/settings/contact-rules')} size="sm">
          {t('sending.seePacks')}
        </Anchor>
      </Stack>
    </Section>
  )
}
