import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Approval } from '../../../shared/contract/approvals.ts'
import { translate } from '../../app/i18n.ts'
import { DateTime } from '../../components/values/date-time.tsx'
import classes from './approvals.module.css'
import { kindLooks } from './looks.ts'
import { TimeLeft } from './time-left.tsx'

interface QueueListProps {
  queue: Approval[]
  current: string | undefined
  selected: ReadonlySet<string>
  onSelect: (id: string) => void
}

/** The open requests, the most pressing first. */
export function QueueList({ queue, current, selected, onSelect }: QueueListProps) {
  const { t } = useTranslation('approvals')
  return (
    <ol className={classes.queue} aria-label={t('queue')}>
      {queue.map((approval) => (
        <QueueItem
          key={approval.id}
          approval={approval}
          current={approval.id === current}
          selected={selected.has(approval.id)}
          onSelect={onSelect}
        />
      ))}
    </ol>
  )
}

interface QueueItemProps {
  approval: Approval
  current: boolean
  selected: boolean
  onSelect: (id: string) => void
}

function QueueItem({ approval, current, selected, onSelect }: QueueItemProps) {
  const { t } = useTranslation('approvals')
  const { id, kind, title, requestedByName, requestedAt, expiresAt, mayDecide } = approval
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current) item.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const Picture = kindLooks[kind].icon
  return (
    <li ref={item} className={classes.item} data-current={current || undefined}>
      <span className={classes.itemCheck}>
        {mayDecide ? (
          <Checkbox
            size="sm"
            aria-label={t('select', { title })}
            checked={selected}
            onChange={() => onSelect(id)}
          />
        ) : (
          <Picture size={16} stroke={1.6} aria-hidden />
        )}
      </span>
      <div className={classes.itemWords}>
        <Link
          to="/approvals/{-$approvalId}"
          params={{ approvalId: id }}
          className={classes.itemLink}
          aria-current={current ? 'true' : undefined}
        >
          {title}
        </Link>
        <span className={classes.itemMeta}>
          {requestedByName ?? 'Despacho'} · <DateTime at={requestedAt} />
        </span>
        <span className={classes.itemState}>
          <TimeLeft expiresAt={expiresAt} />
          <span className={classes.itemMeta}>
            {mayDecide ? translate(kindLooks[kind].label) : t('othersDecide')}
          </span>
        </span>
      </div>
    </li>
  )
}
