import { Button, Loader, SegmentedControl, Skeleton, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconMailbox, IconMailSearch, IconPaperclip, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SandboxRow } from '../../../shared/contract/sandbox.ts'
import { useFormat } from '../../app/format.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import type { RowSource } from '../../components/table/rows.ts'
import { DateTime } from '../../components/values/date-time.tsx'
import classes from './sandbox.module.css'

interface MessageListProps {
  source: RowSource<SandboxRow>
  status: { messages: number; unseen: number } | undefined
  chosen: string | undefined
  onChoose: (id: string) => void
  q: string
  onSearch: (q: string) => void
  unseen: boolean
  onUnseen: (unseen: boolean) => void
}

/** Messages, newest first, drawn as they are scrolled into view. */
export function MessageList(props: MessageListProps) {
  const { source, status, q, onSearch, unseen, onUnseen } = props
  const { t } = useTranslation('sandbox')
  const format = useFormat()
  const [typed, setTyped] = useState(q)
  const search = useDebouncedCallback(onSearch, 200)
  const filtered = q !== '' || unseen
  const showAll = (): void => {
    setTyped('')
    onSearch('')
    onUnseen(false)
  }
  return (
    <section className={classes.list} aria-label={t('list.label')}>
      <div className={classes.tools}>
        <TextInput
          aria-label={t('list.search')}
          placeholder={t('list.search')}
          leftSection={<IconSearch size={16} />}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            search(event.currentTarget.value.trim())
          }}
        />
        <div className={classes.filters}>
          <SegmentedControl
            size="xs"
            aria-label={t('list.label')}
            value={unseen ? 'unseen' : 'all'}
            onChange={(value) => onUnseen(value === 'unseen')}
            data={[
              { value: 'all', label: t('list.all') },
              { value: 'unseen', label: t('list.unseen') },
            ]}
          />
          {status && (
            <Text className={classes.count} aria-live="polite">
              {status.unseen > 0
                ? t('list.unseenCount', { formatted: format.number(status.unseen) })
                : t('list.count', { count: status.messages, formatted: format.number(status.messages) })}
            </Text>
          )}
        </div>
      </div>
      {source.state === 'loading' ? (
        <ListSkeleton />
      ) : source.state === 'error' ? (
        <ErrorState error={source.error} onRetry={source.retry} compact />
      ) : source.rows.length > 0 ? (
        <Rows {...props} />
      ) : filtered ? (
        <EmptyState
          compact
          icon={IconMailSearch}
          title={t('empty.search')}
          text={t('empty.searchText')}
          action={
            <Button variant="default" onClick={showAll}>
              {t('empty.showAll')}
            </Button>
          }
        />
      ) : (
        <EmptyState
          compact
          icon={IconMailbox}
          title={t('empty.title')}
          text={t('empty.text')}
          action={
            <Button component={Link} to="/templates" variant="default">
              {t('empty.action')}
            </Button>
          }
        />
      )}
      <Text className={classes.keys}>{t('list.keys')}</Text>
    </section>
  )
}

const ROW = 84

function Rows({ source, chosen, onChoose }: MessageListProps) {
  const { t } = useTranslation('sandbox')
  const frame = useRef<HTMLDivElement>(null)
  const { rows, hasMore, loadingMore, loadMore } = source
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= rows.length - 20) loadMore()
  }, [hasMore, last, rows.length, loadMore])
  const at = rows.findIndex((row) => row.id === chosen)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
    // Only when another message is chosen: new mail must not move what is being read.
    // eslint-disable-next-line react/exhaustive-deps
  }, [chosen])

  return (
    <div ref={frame} className={classes.rows}>
      <ul className={classes.inner} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index]
          if (!row) return null
          return (
            <li
              key={key}
              className={classes.item}
              style={{ transform: `translateY(${start}px)`, height: ROW }}
            >
              <button
                type="button"
                className={classes.row}
                data-chosen={row.id === chosen || undefined}
                data-unseen={!row.seen || undefined}
                aria-current={row.id === chosen || undefined}
                onClick={() => onChoose(row.id)}
              >
                <span className={classes.top}>
                  <span className={classes.who}>{t('list.to', { to: row.to.join(', ') })}</span>
                  <span className={classes.when}>
                    <DateTime at={row.receivedAt} />
                  </span>
                </span>
                <span className={classes.subject}>
                  {!row.seen && <span className={classes.dot} role="img" aria-label={t('list.unread')} />}
                  <span className={classes.subjectText}>{row.subject || t('noSubject')}</span>
                  {row.attachments > 0 && (
                    <IconPaperclip size={14} role="img" aria-label={t('view.attachments')} />
                  )}
                </span>
                <span className={classes.from}>{row.from}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {loadingMore && <Loader size="xs" m="sm" aria-label={t('list.more')} />}
    </div>
  )
}

function ListSkeleton() {
  return (
    <div className={classes.rows} aria-hidden>
      {[72, 58, 80, 64, 70, 52].map((width) => (
        <div key={width} className={classes.ghost}>
          <Skeleton height={12} width={`${width}%`} />
          <Skeleton height={12} width="88%" mt={8} />
          <Skeleton height={10} width="46%" mt={8} />
        </div>
      ))}
    </div>
  )
}
