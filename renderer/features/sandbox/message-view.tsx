import { Skeleton, Tabs, Text, Title } from '@mantine/core'
import {
  IconArrowLeft,
  IconChevronDown,
  IconChevronUp,
  IconMail,
  IconMailOpened,
  IconTrash,
} from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SandboxMessage } from '../../../shared/contract/sandbox.ts'
import { orpc } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { IconButton } from '../../components/actions/icon-button.tsx'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { DateTime } from '../../components/values/date-time.tsx'
import { FilesPart, HeadersPart, HtmlPart, SourcePart, TextPart } from './message-parts.tsx'
import classes from './sandbox.module.css'

interface MessageViewProps {
  id: string | undefined
  /** There is nothing to choose from. */
  empty: boolean
  onClose: () => void
  onStep: (by: number) => void
  onDelete?: (() => void) | undefined
}

/** One message with its parts. Opening it marks it as read. */
export function MessageView({ id, empty, onClose, onStep, onDelete }: MessageViewProps) {
  const { t } = useTranslation('sandbox')
  const query = useQuery({
    ...orpc.sandbox.get.queryOptions({ input: { id: id ?? '' } }),
    enabled: id !== undefined,
    staleTime: Infinity,
  })
  const { mutate: markSeen } = useMutation(orpc.sandbox.markSeen.mutationOptions())
  const seen = query.data?.seen
  useEffect(() => {
    if (id !== undefined && seen === false) markSeen({ ids: [id] })
  }, [id, seen, markSeen])

  if (id === undefined) {
    return (
      <section className={classes.view} data-blank aria-label={t('choose.title')}>
        {!empty && <EmptyState icon={IconMail} title={t('choose.title')} text={t('choose.text')} />}
        {empty && <EmptyState icon={IconMailOpened} title={t('empty.title')} text={t('subtitle')} />}
      </section>
    )
  }
  return (
    <section className={classes.view} aria-label={query.data?.subject ?? t('title')}>
      <div className={classes.bar}>
        <span className={classes.backButton}>
          <IconButton label={t('view.back')} icon={IconArrowLeft} onClick={onClose} />
        </span>
        <IconButton label={t('view.previous')} icon={IconChevronUp} onClick={() => onStep(-1)} />
        <IconButton label={t('view.next')} icon={IconChevronDown} onClick={() => onStep(1)} />
        <span className={classes.space} />
        {onDelete && <IconButton label={t('delete.action')} icon={IconTrash} onClick={onDelete} />}
      </div>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <Message key={query.data.id} message={query.data} />
      ) : (
        <ViewSkeleton />
      )}
    </section>
  )
}

function Message({ message }: { message: SandboxMessage }) {
  const { t } = useTranslation('sandbox')
  const format = useFormat()
  return (
    <div className={classes.message}>
      <header className={classes.head}>
        <Title order={2} className={classes.title}>
          {message.subject || t('noSubject')}
        </Title>
        <dl className={classes.facts}>
          <dt>{t('view.from')}</dt>
          <dd>{message.from}</dd>
          <dt>{t('view.to')}</dt>
          <dd>{message.to.join(', ')}</dd>
          {message.replyTo && (
            <>
              <dt>{t('view.replyTo')}</dt>
              <dd>{message.replyTo}</dd>
            </>
          )}
          <dt>{t('view.received')}</dt>
          <dd>
            <DateTime at={message.receivedAt} as="dateTime" /> · {format.bytes(message.size)}
          </dd>
        </dl>
        {message.remotePictures > 0 && (
          <Text className={classes.note}>{t('view.remote', { count: message.remotePictures })}</Text>
        )}
      </header>
      <Tabs defaultValue={message.html === null ? 'text' : 'html'} className={classes.tabs}>
        <Tabs.List aria-label={t('view.tabs')} className={classes.tabList}>
          <Tabs.Tab value="html">{t('view.html')}</Tabs.Tab>
          <Tabs.Tab value="text">{t('view.text')}</Tabs.Tab>
          <Tabs.Tab value="headers">{t('view.headers')}</Tabs.Tab>
          <Tabs.Tab value="source">{t('view.source')}</Tabs.Tab>
          <Tabs.Tab
            value="files"
            rightSection={
              message.files.length > 0 ? (
                <span className={classes.tabCount}>{message.files.length}</span>
              ) : null
            }
          >
            {t('view.attachments')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="html">
          <HtmlPart message={message} />
        </Tabs.Panel>
        <Tabs.Panel value="text">
          <TextPart message={message} />
        </Tabs.Panel>
        <Tabs.Panel value="headers">
          <HeadersPart message={message} />
        </Tabs.Panel>
        <Tabs.Panel value="source">
          <SourcePart id={message.id} />
        </Tabs.Panel>
        <Tabs.Panel value="files">
          <FilesPart message={message} />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

function ViewSkeleton() {
  return (
    <div className={classes.message} aria-hidden>
      <Skeleton height={20} width="60%" mb={16} />
      <Skeleton height={12} width="40%" mb={8} />
      <Skeleton height={12} width="34%" mb={32} />
      <Skeleton height={320} />
    </div>
  )
}
