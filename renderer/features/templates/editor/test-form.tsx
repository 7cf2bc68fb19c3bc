import { Anchor, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Template } from '../../../../shared/contract/templates.ts'
import { orpc } from '../../../app/client.ts'
import { applyFormErrors, type Explained } from '../../../app/errors.ts'
import { FormError } from '../../../components/feedback/form-error.tsx'
import type { PreviewAs } from './preview-pane.tsx'
import type { Draft } from './use-draft.ts'

interface TestFormProps {
  stored: Template
  draft: Draft
  as: PreviewAs
  onClose: () => void
}

/** Sends the draft as it stands to one address. */
export function TestForm({ stored, draft, as, onClose }: TestFormProps) {
  const { t } = useTranslation(['templates', 'common'])
  const navigate = useNavigate()
  const [problem, setProblem] = useState<Explained>()
  const accounts = useQuery(orpc.mail.list.queryOptions({ input: { limit: 200, enabledOnly: true } }))
  const form = useForm<{ to: string; accountId: string | null }>({
    initialValues: { to: '', accountId: null },
  })
  const chosen =
    accounts.data?.items.find(({ id }) => id === form.values.accountId) ?? accounts.data?.items[0]
  const inSandbox = chosen?.kind === 'sandbox'
  const send = useMutation(
    orpc.templates.sendTest.mutationOptions({
      onSuccess: ({ emailId }) => {
        notifications.show({
          title: t('test.done'),
          // Notices stand outside the router: a link would have none.
          message: (
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() =>
                void (inSandbox
                  ? navigate({ to: '/sandbox' })
                  : navigate({ to: '/emails', search: { id: emailId } }))
              }
            >
              {t(inSandbox ? 'test.seeSandbox' : 'test.seeLog')}
            </Anchor>
          ),
        })
        onClose()
      },
      onError: (error) => setProblem(applyFormErrors(form, error)),
    }),
  )
  const submit = form.onSubmit(({ to }) =>
    send.mutate({
      type: draft.identity.type,
      language: draft.identity.language,
      content: draft.content,
      as,
      to,
      templateId: stored.id,
      ...(chosen ? { accountId: chosen.id } : {}),
    }),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={16}>
        <FormError
          problem={problem}
          labels={{ to: t('test.to'), 'content.html': t('part.html'), 'content.subject': t('part.subject') }}
        />
        <Text>{t('test.text')}</Text>
        <TextInput label={t('test.to')} inputMode="email" data-autofocus {...form.getInputProps('to')} />
        <Select
          label={t('test.account')}
          allowDeselect={false}
          data={accounts.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          {...form.getInputProps('accountId')}
          value={chosen?.id ?? null}
        />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('common:actions.cancel')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t('test.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
