import { Alert, Select, Skeleton, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconAlertTriangle, IconChevronLeft, IconChevronRight, IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recipient } from '../../../../shared/contract/campaigns/recipients.ts'
import type { RecipientState } from '../../../../shared/domain/campaigns.ts'
import { client, orpc } from '../../../app/client.ts'
import { IconButton } from '../../../components/actions/icon-button.tsx'
import { EmptyState } from '../../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../../components/feedback/error-state.tsx'
import { Section } from '../../../components/page/section.tsx'
import { MessageView } from './message-view.tsx'
import classes from './message.module.css'
import { templateProblemWord } from '../words.ts'

interface MessagePreviewProps {
  campaignId: string
  /** Template and account the message is written from; null while none was chosen. */
  source: { templateId: string; accountId: string | null } | null
  /** Whether the engine knows that choice already. */
  saved: boolean
  /** Only those who are to get it, in a draft. */
  state?: RecipientState
  /** Buttons beside the title. */
  actions?: ReactNode
}

/** The message as any recipient gets it, written by the very code that sends. */
export function MessagePreview({ campaignId, source, saved, state, actions }: MessagePreviewProps) {
  const { t } = useTranslation('campaigns')
  const [chosen, setChosen] = useState<string>()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed, 200)
  const recipients = useQuery(
    orpc.campaigns.recipients.list.queryOptions({
      input: { campaignId, state, search: search || undefined, limit: 50 },
    }),
  )
  const rows = recipients.data?.items ?? []
  const current = chosen ?? rows[0]?.id
  if (source === null) {
    return (
      <Section title={t('preview.title')}>
        <EmptyState
          compact
          order={3}
          icon={IconMail}
          title={t('preview.chooseFirst')}
          text={t('preview.chooseFirstText')}
        />
      </Section>
    )
  }
  if (recipients.data && rows.length === 0 && search === '' && chosen === undefined) {
    return (
      <Section title={t('preview.title')}>
        <EmptyState
          compact
          order={3}
          icon={IconMail}
          title={t('preview.noRecipients')}
          text={t('preview.noRecipientsText')}
        />
      </Section>
    )
  }
  return (
    <Section title={t('preview.title')} text={t('preview.titleText')} actions={actions}>
      <RecipientChoice rows={rows} current={current} onChoose={setChosen} typed={typed} onType={setTyped} />
      {current === undefined ? (
        <Skeleton mt={12} height={320} />
      ) : (
        <Preview campaignId={campaignId} recipientId={current} source={source} saved={saved} />
      )}
    </Section>
  )
}

interface RecipientChoiceProps {
  rows: Recipient[]
  current: string | undefined
  onChoose: (id: string) => void
  typed: string
  onType: (text: string) => void
}

function RecipientChoice({ rows, current, onChoose, onType }: RecipientChoiceProps) {
  const { t } = useTranslation('campaigns')
  const place = rows.findIndex(({ id }) => id === current)
  const label = ({ name, email }: Recipient): string => (name ? `${name} · ${email}` : email)
  const step = (by: number): void => {
    const next = rows[place + by]
    if (next) onChoose(next.id)
  }
  return (
    <div className={classes.picker}>
      <Select
        label={t('preview.as')}
        searchable
        allowDeselect={false}
        data={rows.map((row) => ({ value: row.id, label: label(row) }))}
        value={current ?? null}
        filter={({ options }) => options}
        onSearchChange={(text) => onType(rows.some((row) => label(row) === text) ? '' : text)}
        nothingFoundMessage={t('preview.nobody')}
        onChange={(id) => {
          if (id) onChoose(id)
        }}
      />
      <IconButton
        variant="default"
        size="lg"
        label={t('preview.before')}
        icon={IconChevronLeft}
        disabled={place <= 0}
        onClick={() => step(-1)}
      />
      <IconButton
        variant="default"
        size="lg"
        label={t('preview.after')}
        icon={IconChevronRight}
        disabled={place < 0 || place >= rows.length - 1}
        onClick={() => step(1)}
      />
    </div>
  )
}

interface PreviewProps {
  campaignId: string
  recipientId: string
  source: NonNullable<MessagePreviewProps['source']>
  saved: boolean
}

function Preview({ campaignId, recipientId, source, saved }: PreviewProps) {
  const { t } = useTranslation('campaigns')
  // Not under `campaigns`: one message does not change with every other that goes out.
  const query = useQuery({
    queryKey: [['campaign-message'], campaignId, recipientId, source],
    queryFn: ({ signal }) =>
      client.campaigns.recipients.message({ campaignId, recipientId, stage: 1 }, { signal }),
    enabled: saved,
    placeholderData: (before) => before,
  })
  if (query.isError) return <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <Skeleton mt={12} height={320} />
  const { message, problem, from, to } = query.data
  return (
    <div className={classes.view} style={{ marginTop: 12 }} aria-busy={query.isPlaceholderData || !saved}>
      {problem && (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t('preview.broken')}>
          {templateProblemWord(problem)}
          <Text size="sm" mt={4}>
            {t('preview.brokenHelp')}
          </Text>
        </Alert>
      )}
      {message && (
        <MessageView from={from} to={to} subject={message.subject} html={message.html} text={message.text} />
      )}
    </div>
  )
}
