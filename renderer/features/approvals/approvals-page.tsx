import { Button, Skeleton, Stack } from '@mantine/core'
import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { IconChecklist, IconHistory } from '@tabler/icons-react'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Approval } from '../../../shared/contract/approvals.ts'
import { EmptyState } from '../../components/feedback/empty-state.tsx'
import { useConfirm } from '../../components/feedback/confirm.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { PageHeader } from '../../components/page/page-header.tsx'
import { Page } from '../../components/page/page.tsx'
import { ToneBadge } from '../../components/values/status-badge.tsx'
import { ApprovalDetailPane } from './approval-detail.tsx'
import classes from './approvals.module.css'
import { BulkBar } from './bulk-bar.tsx'
import { QueueList } from './queue-list.tsx'
import { RejectDialog } from './reject-dialog.tsx'
import { useDecisions } from './use-decisions.tsx'
import { useQueue } from './use-queue.ts'

/** What waits for a decision at the left, what exactly it is at the right; one after the other on a phone. */
export function ApprovalsPage() {
  const { t } = useTranslation('approvals')
  const { approvalId } = useParams({ from: '/shell/approvals/{-$approvalId}' })
  const narrow = useMediaQuery('(max-width: 61.99em)', undefined, { getInitialValueInEffect: false })
  const { query, queue, waiting } = useQueue()
  const desk = useDesk(queue, approvalId, narrow)
  if (narrow && approvalId !== undefined) {
    return (
      <Page>
        <ApprovalDetailPane id={approvalId} desk={desk} alone />
        <RejectDialog approvals={desk.rejecting} onClose={desk.stopRejecting} onReject={desk.reject} />
      </Page>
    )
  }
  return (
    <Page fill={!narrow}>
      <PageHeader
        title={t('title')}
        badge={
          waiting > 0 && !narrow ? (
            <ToneBadge tone="warning" label={t('waiting', { count: waiting })} />
          ) : undefined
        }
        subtitle={t('subtitle')}
        help={t('help')}
        actions={
          <Button
            variant="default"
            component={Link}
            to="/approvals/history"
            leftSection={<IconHistory size={16} />}
          >
            {t('actions.history')}
          </Button>
        }
      />
      {query.isPending && <Waiting />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && queue.length === 0 && approvalId === undefined && (
        <EmptyState icon={IconChecklist} title={t('empty.title')} text={t('empty.text')} />
      )}
      {query.isSuccess && (queue.length > 0 || approvalId !== undefined) && (
        <div className={classes.split}>
          <div className={classes.left}>
            {desk.chosen.length > 0 && <BulkBar desk={desk} />}
            {queue.length > 0 ? (
              <QueueList
                queue={queue}
                current={desk.current}
                selected={desk.selected}
                onSelect={desk.toggle}
              />
            ) : (
              <EmptyState compact icon={IconChecklist} title={t('empty.title')} text={t('empty.text')} />
            )}
          </div>
          {!narrow && desk.current !== undefined && (
            <div className={classes.right}>
              <ApprovalDetailPane id={desk.current} desk={desk} />
            </div>
          )}
        </div>
      )}
      <RejectDialog approvals={desk.rejecting} onClose={desk.stopRejecting} onReject={desk.reject} />
    </Page>
  )
}

/** Which request is looked at, which are selected, and what is being done with them. */
function useDesk(queue: Approval[], approvalId: string | undefined, narrow: boolean | undefined) {
  const { t } = useTranslation('approvals')
  const navigate = useNavigate()
  const ask = useConfirm()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [rejecting, setRejecting] = useState<Approval[]>([])
  const current = approvalId ?? (narrow ? undefined : queue[0]?.id)
  const chosen = useMemo(
    () => queue.filter(({ id, mayDecide }) => mayDecide && picked.has(id)),
    [queue, picked],
  )
  const open = (id: string): void =>
    void navigate({ to: '/approvals/{-$approvalId}', params: { approvalId: id }, replace: true })
  const decisions = useDecisions((ids) => {
    setPicked((before) => new Set([...before].filter((id) => !ids.includes(id))))
    const next = queue.find(({ id, mayDecide }) => mayDecide && !ids.includes(id))
    if (narrow)
      void navigate({ to: '/approvals/{-$approvalId}', params: { approvalId: undefined }, replace: true })
    else if (next && current !== undefined && ids.includes(current)) open(next.id)
  })
  const approveMany = (approvals: Approval[]): void => {
    const [first] = approvals
    if (!first) return
    void ask({
      title:
        approvals.length > 1
          ? t('approve.titleMany', { count: approvals.length })
          : t('approve.title', { title: first.title }),
      text: approvals.length > 1 ? approvals.map(({ title }) => title).join(' · ') : t('approve.text'),
      confirm: t('actions.approve'),
      run: () =>
        approvals.length > 1
          ? decisions.decideMany(approvals, { decision: 'approve' })
          : decisions.decide(first, { decision: 'approve' }),
    })
  }
  const toggle = (id: string): void =>
    setPicked((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const desk = {
    current,
    selected: picked,
    chosen,
    busy: decisions.busy,
    toggle,
    clear: () => setPicked(new Set()),
    approve: (approval: Approval) => decisions.decide(approval, { decision: 'approve' }),
    approveMany,
    withdraw: decisions.withdraw,
    rejecting,
    startRejecting: setRejecting,
    stopRejecting: () => setRejecting([]),
    reject: (reason: string) => {
      const [first, ...others] = rejecting
      if (!first) return Promise.resolve()
      return others.length > 0
        ? decisions.decideMany(rejecting, { decision: 'reject', reason })
        : decisions.decide(first, { decision: 'reject', reason })
    },
  }
  useDeskKeys(queue, desk, open)
  return desk
}
export type Desk = ReturnType<typeof useDesk>

/** j and k go through the queue, x selects, a approves and r rejects what is selected or looked at. */
function useDeskKeys(queue: Approval[], desk: Desk, open: (id: string) => void): void {
  const index = queue.findIndex(({ id }) => id === desk.current)
  const at = queue[index]
  const step = (by: number): void => {
    const next = queue[Math.min(queue.length - 1, Math.max(0, index + by))]
    if (next) open(next.id)
  }
  const aim = (): Approval[] => (desk.chosen.length > 0 ? desk.chosen : at?.mayDecide ? [at] : [])
  useHotkeys([
    ['j', () => step(1)],
    ['k', () => step(-1)],
    ['x', () => at?.mayDecide && desk.toggle(at.id)],
    ['a', () => desk.approveMany(aim())],
    ['r', () => desk.startRejecting(aim())],
  ])
}

function Waiting() {
  return (
    <div className={classes.split} aria-busy="true">
      <Stack gap={8}>
        <Skeleton height={84} />
        <Skeleton height={84} />
        <Skeleton height={84} />
      </Stack>
    </div>
  )
}
