import {
  Button,
  Checkbox,
  Fieldset,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { IconPlugConnected } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MailAccount, tlsModes } from '../../../shared/contract/mail.ts'
import { orpc } from '../../app/client.ts'
import { applyFormErrors, type Explained } from '../../app/errors.ts'
import { useSession } from '../../app/session.tsx'
import { useConfirm } from '../../components/feedback/confirm.tsx'
import { FormError } from '../../components/feedback/form-error.tsx'
import { SidePanel } from '../../components/page/side-panel.tsx'
import { type AccountValues, asInput, usualPorts, valuesOf } from './account-values.ts'
import { CheckResult } from './check-result.tsx'

interface AccountFormProps {
  /** The account to edit, `new`, or nothing. */
  account: MailAccount | 'new' | undefined
  onClose: () => void
}

/** Panel to add or change an account; what was typed is not lost by a slip. */
export function AccountForm({ account, onClose }: AccountFormProps) {
  const { t } = useTranslation(['mail', 'templates'])
  const ask = useConfirm()
  const [dirty, setDirty] = useState(false)
  const close = async (): Promise<void> => {
    const sure =
      !dirty ||
      (await ask({
        title: t('templates:leave.title'),
        text: t('templates:leave.text'),
        confirm: t('templates:leave.discard'),
        cancel: t('templates:leave.stay'),
        danger: true,
      }))
    if (!sure) return
    setDirty(false)
    onClose()
  }
  const name = account === 'new' || !account ? '' : account.name
  return (
    <SidePanel
      opened={account !== undefined}
      onClose={() => void close()}
      title={account === 'new' ? t('form.createTitle') : t('edit', { name })}
      size={600}
    >
      {account && (
        <Fields
          key={account === 'new' ? 'new' : account.id}
          account={account === 'new' ? undefined : account}
          onDirty={setDirty}
          onDone={() => {
            setDirty(false)
            onClose()
          }}
        />
      )}
    </SidePanel>
  )
}

interface FieldsProps {
  account: MailAccount | undefined
  onDirty: (dirty: boolean) => void
  onDone: () => void
}

type Form = ReturnType<typeof useForm<AccountValues>>

function Fields({ account, onDirty, onDone }: FieldsProps) {
  const { t } = useTranslation('mail')
  const { workspace } = useSession()
  const [problem, setProblem] = useState<Explained>()
  const form = useForm<AccountValues>({
    initialValues: valuesOf(account, workspace.name),
    onValuesChange: () => onDirty(true),
  })
  const saved = (name: string): void => {
    notifications.show({ message: t(account ? 'form.saved' : 'form.created', { name }) })
    onDone()
  }
  const onError = (error: Error): void => setProblem(applyFormErrors(form, error))
  const create = useMutation(
    orpc.mail.create.mutationOptions({ onSuccess: ({ name }) => saved(name), onError }),
  )
  const update = useMutation(
    orpc.mail.update.mutationOptions({ onSuccess: ({ name }) => saved(name), onError }),
  )
  const check = useMutation(
    orpc.mail.check.mutationOptions({ onError, onSuccess: () => setProblem(undefined) }),
  )
  const submit = form.onSubmit((values) => {
    if (account) update.mutate({ ...asInput(values), id: account.id, version: account.version })
    else create.mutate(asInput(values))
  })
  const tryIt = (): void =>
    check.mutate({ ...asInput(form.getValues()), ...(account ? { id: account.id } : {}) })
  const sandbox = account?.kind === 'sandbox'
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={20}>
        <FormError problem={problem} labels={labelsOf(t)} />
        <TextInput
          label={t('form.name')}
          description={t('form.nameHelp')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <SenderFields form={form} />
        {!sandbox && <ServerFields form={form} account={account} />}
        {!sandbox && <PaceFields form={form} />}
        <Checkbox label={t('form.enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
        {check.data && <CheckResult check={check.data} />}
        <Group justify="space-between" gap={8}>
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={16} />}
            onClick={tryIt}
            loading={check.isPending}
          >
            {t('actions.test')}
          </Button>
          <Button type="submit" loading={create.isPending || update.isPending}>
            {t(account ? 'form.save' : 'form.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function SenderFields({ form }: { form: Form }) {
  const { t } = useTranslation('mail')
  return (
    <Fieldset legend={t('form.sender')}>
      <Stack gap={12}>
        <TextInput label={t('form.fromName')} required {...form.getInputProps('fromName')} />
        <TextInput
          label={t('form.fromAddress')}
          description={t('form.fromAddressHelp')}
          required
          inputMode="email"
          {...form.getInputProps('fromAddress')}
        />
        <TextInput
          label={t('form.replyTo')}
          description={t('form.replyToHelp')}
          inputMode="email"
          {...form.getInputProps('replyTo')}
        />
      </Stack>
    </Fieldset>
  )
}

function ServerFields({ form, account }: { form: Form; account: MailAccount | undefined }) {
  const { t } = useTranslation('mail')
  const stored = account?.password.set === true
  const chooseTls = (value: string | null): void => {
    const tls = tlsModes.find((mode) => mode === value)
    if (!tls) return
    // The port follows while it is the usual one of what was chosen before.
    if (form.values.port === usualPorts[form.values.tls]) form.setFieldValue('port', usualPorts[tls])
    form.setFieldValue('tls', tls)
  }
  return (
    <Fieldset legend={t('form.server')}>
      <Stack gap={12}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={12}>
          <TextInput
            label={t('form.host')}
            required
            placeholder="smtp.example.com"
            {...form.getInputProps('host')}
          />
          <NumberInput
            label={t('form.port')}
            required
            min={1}
            max={65_535}
            allowDecimal={false}
            hideControls
            {...form.getInputProps('port')}
          />
        </SimpleGrid>
        <Select
          label={t('form.tls')}
          allowDeselect={false}
          data={tlsModes.map((value) => ({ value, label: t(`form.tlsMode.${value}`) }))}
          {...form.getInputProps('tls')}
          onChange={chooseTls}
        />
        {form.values.tls !== 'none' && (
          <Checkbox
            label={t('form.verifyCertificate')}
            description={t('form.verifyCertificateHelp')}
            {...form.getInputProps('verifyCertificate', { type: 'checkbox' })}
          />
        )}
        <TextInput
          label={t('form.user')}
          description={t('form.userHelp')}
          autoComplete="off"
          {...form.getInputProps('user')}
        />
        <PasswordInput
          label={t('form.password')}
          description={
            stored ? t('form.passwordSet', { hint: account.password.hint }) : t('form.passwordHelp')
          }
          autoComplete="new-password"
          disabled={form.values.removePassword}
          {...form.getInputProps('password')}
        />
        {stored && (
          <Checkbox
            label={t('form.passwordRemove')}
            {...form.getInputProps('removePassword', { type: 'checkbox' })}
          />
        )}
      </Stack>
    </Fieldset>
  )
}

function PaceFields({ form }: { form: Form }) {
  const { t } = useTranslation('mail')
  const whole = { min: 1, allowDecimal: false, thousandSeparator: ' ' }
  return (
    <Fieldset legend={t('form.pace')}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={12}>
        <NumberInput
          label={t('form.connections')}
          {...whole}
          max={20}
          {...form.getInputProps('connections')}
        />
        <NumberInput
          label={t('form.messagesPerConnection')}
          {...whole}
          {...form.getInputProps('messagesPerConnection')}
        />
        <NumberInput
          label={t('form.messagesPerMinute')}
          description={t('form.messagesPerMinuteHelp')}
          {...whole}
          {...form.getInputProps('messagesPerMinute')}
        />
        <NumberInput
          label={t('form.dailyLimit')}
          description={t('form.dailyLimitHelp')}
          {...whole}
          {...form.getInputProps('dailyLimit')}
        />
      </SimpleGrid>
    </Fieldset>
  )
}

const labelled = [
  'name',
  'fromName',
  'fromAddress',
  'replyTo',
  'host',
  'port',
  'tls',
  'user',
  'password',
  'connections',
  'messagesPerConnection',
  'messagesPerMinute',
  'dailyLimit',
] as const

function labelsOf(t: ReturnType<typeof useTranslation<'mail'>>['t']): Record<string, string> {
  return Object.fromEntries(labelled.map((field) => [field, t(`form.${field}`)]))
}
