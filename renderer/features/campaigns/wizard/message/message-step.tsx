import { NumberInput, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../../app/client.ts'
import { useCan } from '../../../../app/session.tsx'
import { Section } from '../../../../components/page/section.tsx'
import type { OpenDraft } from '../draft.ts'
import { SaveProblem } from '../save-state.tsx'
import wizard from '../wizard.module.css'
import { MessagePreview } from '../../message/message-preview.tsx'
import { TemplateChoice } from './template-choice.tsx'
import { TestSend } from './test-send.tsx'

/** What is said: template, second message, and how it reads for any recipient. */
export function MessageStep({ draft }: { draft: OpenDraft }) {
  return (
    <>
      <SaveProblem draft={draft} />
      <div className={wizard.columns}>
        <div className={wizard.column}>
          <Campaign draft={draft} />
          <Message draft={draft} />
          <Fallback draft={draft} />
        </div>
        <div className={wizard.aside}>
          <Preview draft={draft} />
        </div>
      </div>
    </>
  )
}

function Preview({ draft }: { draft: OpenDraft }) {
  const { templateId } = draft.settings
  const { accountId } = draft.campaign.settings
  const maySend = useCan('emails:send')
  return (
    <MessagePreview
      campaignId={draft.id}
      source={templateId === null ? null : { templateId, accountId }}
      // What is previewed is what was saved.
      saved={draft.campaign.settings.templateId === templateId}
      state="waiting"
      actions={maySend && templateId !== null && <TestSend draft={draft} />}
    />
  )
}

function Campaign({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const seesClients = useCan('clients:read')
  return (
    <Section title={t('message.campaign')}>
      <Stack gap={12}>
        <TextInput
          label={t('fields.name')}
          description={t('message.nameHelp')}
          maxLength={120}
          value={draft.settings.name}
          error={draft.unusable.includes('name') ? t('message.nameMissing') : undefined}
          onChange={(event) => draft.change({ name: event.currentTarget.value })}
        />
        {seesClients && <ClientChoice draft={draft} />}
      </Stack>
    </Section>
  )
}

function ClientChoice({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const [typed, setTyped] = useState<string>()
  const [search] = useDebouncedValue(typed, 200)
  const { clientId } = draft.settings
  const chosen = useQuery({
    ...orpc.clients.get.queryOptions({ input: { id: clientId ?? '' } }),
    enabled: clientId !== null,
  })
  const found = useQuery(
    orpc.clients.list.queryOptions({ input: { search: search || undefined, limit: 50 } }),
  )
  const own = clientId !== null && chosen.data ? [{ value: clientId, label: chosen.data.name }] : []
  const others = (found.data?.items ?? []).filter(({ id }) => id !== clientId)
  return (
    <Select
      label={t('fields.client')}
      description={t('message.clientHelp')}
      placeholder={t('message.noClient')}
      clearable
      searchable
      data={[...own, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
      value={clientId}
      onSearchChange={(text) => setTyped(text === chosen.data?.name ? undefined : text)}
      filter={({ options }) => options}
      nothingFoundMessage={found.isFetching ? undefined : t('pick.notFound')}
      onChange={(value) => draft.change({ clientId: value })}
    />
  )
}

function Message({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  return (
    <Section title={t('message.title')} text={t('message.unsubscribe')}>
      <TemplateChoice
        label={t('message.template')}
        value={draft.settings.templateId}
        onChange={(templateId) => draft.change({ templateId })}
      />
    </Section>
  )
}

function Fallback({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const { fallback } = draft.settings
  return (
    <Section title={t('fallback.title')} text={t('fallback.text')}>
      <Stack gap={12}>
        <Switch
          label={t('fallback.on')}
          checked={fallback !== null}
          onChange={(event) =>
            draft.change({
              fallback: event.currentTarget.checked ? { templateId: null, afterDays: 5 } : null,
            })
          }
        />
        {fallback && (
          <>
            <NumberInput
              label={t('fallback.days')}
              w={200}
              min={1}
              max={90}
              allowDecimal={false}
              suffix={t('fallback.daysSuffix')}
              value={fallback.afterDays}
              error={draft.unusable.includes('fallback') ? t('fallback.daysBounds') : undefined}
              onChange={(value) =>
                draft.change({ fallback: { ...fallback, afterDays: typeof value === 'number' ? value : 0 } })
              }
            />
            <TemplateChoice
              label={t('fallback.template')}
              value={fallback.templateId}
              onChange={(templateId) => draft.change({ fallback: { ...fallback, templateId } })}
            />
            <Text size="sm" c="dimmed">
              {t('fallback.opens')}
            </Text>
          </>
        )}
      </Stack>
    </Section>
  )
}
