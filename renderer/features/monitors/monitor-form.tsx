import { Button, NumberInput, Stack, Switch } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Monitor } from '../../../shared/contract/monitors.ts'
import { monitorMetrics } from '../../../shared/domain/monitors.ts'
import { orpc } from '../../app/client.ts'
import type { Explained } from '../../app/errors.ts'
import { applyFormErrors } from '../../app/errors.ts'
import { translate } from '../../app/i18n.ts'
import { FormError } from '../../components/feedback/form-error.tsx'
import { useUnsavedGuard } from '../../components/feedback/unsaved.ts'
import { SidePanel } from '../../components/page/side-panel.tsx'
import { monitorName } from './words.ts'

/** Changing when a figure is told of. */
export function MonitorForm({ monitor, onClose }: { monitor: Monitor | undefined; onClose: () => void }) {
  const id = useId()
  const [saving, setSaving] = useState(false)
  return (
    <SidePanel
      opened={monitor !== undefined}
      onClose={onClose}
      title={monitor && monitorName(monitor.id)}
      size={420}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {translate('common:actions.cancel')}
          </Button>
          <Button type="submit" form={id} loading={saving}>
            {translate('common:actions.save')}
          </Button>
        </>
      }
    >
      {monitor && <Fields key={monitor.id} id={id} monitor={monitor} onDone={onClose} onSaving={setSaving} />}
    </SidePanel>
  )
}

interface FieldsProps {
  id: string
  monitor: Monitor
  onDone: () => void
  onSaving: (saving: boolean) => void
}

function Fields({ id, monitor, onDone, onSaving }: FieldsProps) {
  const { t } = useTranslation('monitors')
  const [problem, setProblem] = useState<Explained>()
  const { enabled, limit, windowMinutes, cooldownMinutes } = monitor
  const form = useForm({ initialValues: { enabled, limit, windowMinutes, cooldownMinutes } })
  const save = useMutation(
    orpc.monitors.update.mutationOptions({
      onMutate: () => onSaving(true),
      onSettled: () => onSaving(false),
      onSuccess: () => {
        notifications.show({ message: t('saved') })
        onDone()
      },
      onError: (error) => setProblem(applyFormErrors(form, error)),
    }),
  )
  useUnsavedGuard(form.isDirty() && !save.isSuccess)
  const labels = {
    limit: monitor.direction === 'above' ? t('limitAbove') : t('limitBelow'),
    windowMinutes: t('window'),
    cooldownMinutes: t('cooldown'),
  }
  return (
    <form
      id={id}
      noValidate
      onSubmit={form.onSubmit((values) => {
        setProblem(undefined)
        save.mutate({ id: monitor.id, ...values })
      })}
    >
      <Stack gap={16}>
        <FormError problem={problem} labels={labels} />
        <Switch label={t('enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
        <NumberInput
          label={labels.limit}
          suffix={` ${t(`unit.${monitorMetrics[monitor.metric]}`)}`}
          min={0}
          decimalScale={1}
          {...form.getInputProps('limit')}
        />
        <NumberInput
          label={labels.windowMinutes}
          description={t('windowHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          suffix={` ${t('minutes')}`}
          min={0}
          allowDecimal={false}
          {...form.getInputProps('windowMinutes')}
        />
        <NumberInput
          label={labels.cooldownMinutes}
          description={t('cooldownHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          suffix={` ${t('minutes')}`}
          min={1}
          allowDecimal={false}
          {...form.getInputProps('cooldownMinutes')}
        />
      </Stack>
    </form>
  )
}
