import { Button, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Contact, type ContactFields, contactFieldsSchema } from '../../../../shared/contract/clients.ts'
import { client as engine } from '../../../app/client.ts'
import type { Explained } from '../../../app/errors.ts'
import { applyFormErrors } from '../../../app/errors.ts'
import { useConfirm } from '../../../components/feedback/confirm.tsx'
import { FormError } from '../../../components/feedback/form-error.tsx'
import { useUnsavedGuard } from '../../../components/feedback/unsaved.ts'
import { SidePanel } from '../../../components/page/side-panel.tsx'

interface ContactPanelProps {
  clientId: string
  /** The one to edit, `new` for another one, undefined while closed. */
  contact: Contact | 'new' | undefined
  onClose: () => void
}

const FORM_ID = 'contact-form'

/** The form of a contact, beside the page. */
export function ContactPanel({ clientId, contact, onClose }: ContactPanelProps) {
  const { t } = useTranslation(['clients', 'common'])
  const [busy, setBusy] = useState(false)
  const [dirty, setDirty] = useState(false)
  const ask = useConfirm()
  const close = (): void => {
    setDirty(false)
    onClose()
  }
  const leave = async (): Promise<void> => {
    const may =
      !dirty ||
      (await ask({
        title: t('common:form.unsavedTitle'),
        text: t('common:form.unsavedText'),
        confirm: t('common:form.leave'),
        cancel: t('common:form.stay'),
        danger: true,
      }))
    if (may) close()
  }
  return (
    <SidePanel
      opened={contact !== undefined}
      onClose={() => void leave()}
      size={440}
      title={t(contact === 'new' ? 'contacts.addTitle' : 'contacts.editTitle')}
      footer={
        <>
          <Button variant="default" onClick={() => void leave()} disabled={busy}>
            {t('common:actions.cancel')}
          </Button>
          <Button type="submit" form={FORM_ID} loading={busy}>
            {t(contact === 'new' ? 'contacts.add' : 'common:actions.save')}
          </Button>
        </>
      }
    >
      {contact !== undefined && (
        <ContactForm
          key={contact === 'new' ? 'new' : contact.id}
          clientId={clientId}
          contact={contact === 'new' ? undefined : contact}
          onBusy={setBusy}
          onDirty={setDirty}
          onDone={close}
        />
      )}
    </SidePanel>
  )
}

interface ContactFormProps {
  clientId: string
  contact: Contact | undefined
  onBusy: (busy: boolean) => void
  onDirty: (dirty: boolean) => void
  onDone: () => void
}

function ContactForm({ clientId, contact, onBusy, onDirty, onDone }: ContactFormProps) {
  const { t } = useTranslation('clients')
  const [problem, setProblem] = useState<Explained>()
  const form = useForm({
    initialValues: {
      name: contact?.name ?? '',
      email: contact?.email ?? '',
      phone: contact?.phone ?? '',
      position: contact?.position ?? '',
      language: contact?.language ?? '',
      primary: contact?.primary ?? false,
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('contacts.nameMissing') : null),
      email: (value) =>
        value.trim() === '' || contactFieldsSchema.shape.email.safeParse(value.trim()).success
          ? null
          : t('contacts.emailSyntax'),
    },
  })
  const save = useMutation({
    mutationFn: (values: typeof form.values) => {
      const fields = fieldsOf(values)
      return contact
        ? engine.clients.updateContact({ id: contact.id, version: contact.version, fields })
        : engine.clients.addContact({ clientId, ...fields })
    },
    onMutate: () => onBusy(true),
    onSettled: () => onBusy(false),
    onError: (error) => setProblem(applyFormErrors(form, error)),
    onSuccess: () => {
      form.resetDirty()
      notifications.show({ message: t('contacts.saved') })
      onDone()
    },
  })
  const dirty = form.isDirty() && !save.isSuccess
  useUnsavedGuard(dirty)
  useEffect(() => onDirty(dirty), [onDirty, dirty])
  return (
    <form id={FORM_ID} noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap={16}>
        <FormError problem={problem} labels={{ name: t('contacts.name'), email: t('contacts.email') }} />
        <TextInput
          label={t('contacts.name')}
          withAsterisk
          maxLength={200}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('contacts.email')}
          type="email"
          maxLength={254}
          autoComplete="off"
          {...form.getInputProps('email')}
        />
        <TextInput
          label={t('contacts.phone')}
          type="tel"
          maxLength={40}
          autoComplete="off"
          {...form.getInputProps('phone')}
        />
        <TextInput
          label={t('contacts.position')}
          maxLength={100}
          autoComplete="off"
          {...form.getInputProps('position')}
        />
        <Select
          label={t('contacts.language')}
          allowDeselect={false}
          data={[
            { value: '', label: t('contacts.languageDefault') },
            { value: 'es', label: t('contacts.languages.es') },
            { value: 'en', label: t('contacts.languages.en') },
          ]}
          {...form.getInputProps('language')}
        />
        <Switch
          label={t('contacts.primary')}
          description={t('contacts.primaryHelp')}
          disabled={contact?.primary === true}
          {...form.getInputProps('primary', { type: 'checkbox' })}
        />
      </Stack>
    </form>
  )
}

interface ContactValues {
  name: string
  email: string
  phone: string
  position: string
  language: string
  primary: boolean
}

function fieldsOf({ name, email, phone, position, language, primary }: ContactValues): ContactFields {
  return {
    name: name.trim(),
    email: email.trim() || null,
    phone: phone.trim() || null,
    position: position.trim() || null,
    language: language === 'es' || language === 'en' ? language : null,
    primary,
  }
}
