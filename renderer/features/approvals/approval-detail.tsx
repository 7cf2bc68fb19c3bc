import { Button, Skeleton, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApprovalDetail } from '../../../shared/contract/approvals.ts'
import { orpc } from '../../app/client.ts'
import { translate } from '../../app/i18n.ts'
import { useSession } from '../../app/session.tsx'
import { ConfirmButton } from '../../components/feedback/confirm.tsx'
import { ErrorState } from '../../components/feedback/error-state.tsx'
import { CopyButton } from '../../components/values/copy-button.tsx'
import { DateTime } from '../../components/values/date-time.tsx'
import { StatusBadge } from '../../components/values/status-badge.tsx'
import type { Desk } from './approvals-page.tsx'
import classes from './approvals.module.css'
import { ApprovalContent } from './approval-content.tsx'
import { approvalLooks, kindLooks } from './looks.ts'
import { TimeLeft } from './time-left.tsx'

interface ApprovalDetailPaneProps {
  id: string
  desk: Desk
  /** On a phone: the page of its own, with the buttons within reach of the thumb. */
  alone?: boolean
}

/** Exactly what is decided about, with the decision below it. */
export function ApprovalDetailPane({ id, desk, alone = false }: ApprovalDetailPaneProps) {
  const query = useQuery(orpc.approvals.get.queryOptions({ input: { id } }))
  if (query.isPending) return <Waiting />
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return <Detail key={id} approval={query.data} desk={desk} alone={alone} />
}

function Detail({ approval, desk, alone }: { approval: ApprovalDetail; desk: Desk; alone: boolean }) {
  const { t } = useTranslation('approvals')
  const { user } = useSession()
  const { title, kind, status, requestedBy, requestedByName, requestedAt, expiresAt, mayDecide } = approval
  const pending = status === 'pending'
  const own = requestedBy === user.id
  useEffect(() => {
    document.title = `${title} · Despacho`
  }, [title])
  return (
    <article className={classes.detail} data-alone={alone || undefined}>
      <header className={classes.detailHead}>
        {alone && (
          <Link to="/approvals/{-$approvalId}" params={{ approvalId: undefined }} className={classes.back}>
            <IconArrowLeft size={14} aria-hidden />
            {translate('common:page.back', { name: t('title') })}
          </Link>
        )}
        <div className={classes.badges}>
          {pending ? <TimeLeft expiresAt={expiresAt} /> : <StatusBadge of={approvalLooks} value={status} />}
          <span className={classes.itemMeta}>{translate(kindLooks[kind].label)}</span>
        </div>
        <Title order={alone ? 1 : 2} className={classes.detailTitle}>
          {title}
        </Title>
        <Text className={classes.itemMeta}>
          {t('requestedBy', { name: requestedByName ?? 'Despacho' })} ·{' '}
          <DateTime at={requestedAt} as="dateTime" />
        </Text>
      </header>
      {!pending && <Outcome approval={approval} />}
      <ApprovalContent approval={approval} />
      <p className={classes.hash}>
        {pending ? t('hashPending') : t('hash')} <code>{approval.contentHash.slice(0, 12)}</code>
        <CopyButton value={approval.contentHash} label={t('copyHash')} />
      </p>
      {pending && (
        <footer className={classes.actions}>
          {!mayDecide && <Text size="sm">{own ? t('ownRequest') : t('notYours')}</Text>}
          {own && (
            <ConfirmButton
              title={t('withdraw.title')}
              text={t('withdraw.text')}
              confirm={t('withdraw.confirm')}
              run={() => desk.withdraw(approval.id)}
            >
              {t('withdraw.confirm')}
            </ConfirmButton>
          )}
          {mayDecide && (
            <>
              <Button
                variant="default"
                className={classes.no}
                onClick={() => desk.startRejecting([approval])}
                disabled={desk.busy}
              >
                {t('actions.reject')}
              </Button>
              <Button
                className={classes.yes}
                loading={desk.busy}
                onClick={() => void desk.approve(approval).catch(() => undefined)}
              >
                {t('actions.approve')}
              </Button>
            </>
          )}
        </footer>
      )}
    </article>
  )
}

/** Who decided, when and why: what a late visitor has to know first. */
function Outcome({ approval }: { approval: ApprovalDetail }) {
  const { t } = useTranslation('approvals')
  const { status, decidedByName, decidedAt, reason } = approval
  if (status === 'pending') return null
  return (
    <div className={classes.outcome} data-status={status} role="status">
      <Text fw={500}>
        {t(`outcome.${status}`, { name: decidedByName ?? 'Despacho' })}
        {decidedAt !== null && (
          <span className={classes.itemMeta}>
            {' · '}
            <DateTime at={decidedAt} as="dateTime" />
          </span>
        )}
      </Text>
      {reason && <Text className={classes.reason}>{reason}</Text>}
    </div>
  )
}

function Waiting() {
  return (
    <Stack p="md" aria-busy="true">
      <Skeleton height={20} width="60%" />
      <Skeleton height={72} />
      <Skeleton height={200} />
    </Stack>
  )
}
