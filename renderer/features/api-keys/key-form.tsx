import { Button, Checkbox, Group, Input, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../../shared/domain/permissions.ts'
import { orpc } from '../../app/client.ts'
import type { Explained } from '../../app/errors.ts'
import { applyFormErrors } from '../../app/errors.ts'
import { translate } from '../../app/i18n.ts'
import { useSession } from '../../app/session.tsx'
import { FormError } from '../../components/feedback/form-error.tsx'
import { useUnsavedGuard } from '../../components/feedback/unsaved.ts'
import { SidePanel } from '../../components/page/side-panel.tsx'
import { groupName, permissionGroups, permissionName } from '../users/words.ts'
import classes from './api-keys.module.css'
import { NewKey } from './new-key.tsx'

const DAY = 86_400_000
const lives = ['30', '90', '365', 'never'] as const

/** When a key of that many days ends; null for one that never does. */
function endOf(life: string): number | null {
  return life === 'never' ? null : Date.now() + Number(life) * DAY
}

/** Making a key: what it is for, what it may do, how long; then the key itself, once. */
export function KeyForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('apiKeys')
  const [made, setMade] = useState<string>()
  const close = (): void => {
    setMade(undefined)
    onClose()
  }
  return (
    <SidePanel opened={opened} onClose={close} title={made ? t('shown.title') : t('form.title')}>
      {opened &&
        (made ? <NewKey apiKey={made} onDone={close} /> : <Fields onMade={setMade} onCancel={close} />)}
    </SidePanel>
  )
}

function Fields({ onMade, onCancel }: { onMade: (key: string) => void; onCancel: () => void }) {
  const { t } = useTranslation('apiKeys')
  const [problem, setProblem] = useState<Explained>()
  const form = useForm<{ name: string; life: string; permissions: Permission[] }>({
    initialValues: { name: '', life: '90', permissions: [] },
  })
  const create = useMutation(
    orpc.apiKeys.create.mutationOptions({
      onSuccess: ({ key }) => onMade(key),
      onError: (error) => setProblem(applyFormErrors(form, error)),
    }),
  )
  useUnsavedGuard(form.isDirty() && !create.isSuccess)
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ name, life, permissions }) => {
        setProblem(undefined)
        const expiresAt = endOf(life)
        create.mutate({ name, permissions, expiresAt })
      })}
    >
      <Stack gap={16}>
        <FormError
          problem={problem}
          labels={{ name: t('form.name'), permissions: t('form.permissions'), expiresAt: t('form.expires') }}
        />
        <TextInput
          label={t('form.name')}
          description={t('form.nameHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={120}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Select
          label={t('form.expires')}
          allowDeselect={false}
          data={lives.map((value) => ({ value, label: t(`form.in.${value}`) }))}
          {...form.getInputProps('life')}
        />
        <PermissionChoice
          chosen={form.values.permissions}
          onChange={(permissions) => form.setFieldValue('permissions', permissions)}
          error={form.errors['permissions']}
        />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onCancel}>
            {translate('common:actions.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('form.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface PermissionChoiceProps {
  chosen: Permission[]
  onChange: (permissions: Permission[]) => void
  error: React.ReactNode
}

function PermissionChoice({ chosen, onChange, error }: PermissionChoiceProps) {
  const { t } = useTranslation('apiKeys')
  const { permissions: own } = useSession()
  const quick = [
    { label: t('form.readOnly'), of: own.filter((permission) => permission.endsWith(':read')) },
    { label: t('form.all'), of: own },
    { label: t('form.none'), of: [] },
  ]
  return (
    <Input.Wrapper
      label={t('form.permissions')}
      description={t('form.permissionsHelp')}
      error={error}
      labelElement="div"
      role="group"
      aria-label={t('form.permissions')}
    >
      <Group gap={4} my={8}>
        {quick.map(({ label, of }) => (
          <Button key={label} variant="default" size="compact-sm" onClick={() => onChange([...of])}>
            {label}
          </Button>
        ))}
        <Text size="sm" c="dimmed" ml={4} aria-live="polite">
          {t('form.chosen', { count: chosen.length })}
        </Text>
      </Group>
      <div className={classes.groups}>
        {permissionGroups(own).map(({ group, items }) => (
          <fieldset key={group} className={classes.group}>
            <legend>{groupName(group)}</legend>
            {items.map((permission) => (
              <Checkbox
                key={permission}
                size="xs"
                label={permissionName(permission)}
                checked={chosen.includes(permission)}
                onChange={(event) =>
                  onChange(
                    event.currentTarget.checked
                      ? [...chosen, permission]
                      : chosen.filter((other) => other !== permission),
                  )
                }
              />
            ))}
          </fieldset>
        ))}
      </div>
    </Input.Wrapper>
  )
}
