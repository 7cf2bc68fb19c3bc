import { Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { type Identity, IdentityFields } from '../identity-fields.tsx'
import type { Draft } from './use-draft.ts'

/** What the template is called and for; saved together with its text. */
export function DetailsForm({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useTranslation(['templates', 'errors'])
  const form = useForm<Identity>({
    initialValues: draft.identity,
    validate: { name: (name) => (name.trim() === '' ? t('errors:required') : null) },
  })
  return (
    <form
      onSubmit={form.onSubmit((identity) => {
        draft.setIdentity({ ...identity, name: identity.name.trim() })
        onClose()
      })}
      noValidate
    >
      <Stack gap={16}>
        <IdentityFields form={form} />
        <Group justify="flex-end">
          <Button type="submit">{t('details.done')}</Button>
        </Group>
      </Stack>
    </form>
  )
}
