import { Alert, Button } from '@mantine/core'
import { IconLinkOff, IconShieldCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client } from '../../app/client.ts'
import { useFormat } from '../../app/format.ts'
import { CopyButton } from '../../components/values/copy-button.tsx'
import classes from './audit.module.css'

type Verify = ReturnType<typeof useVerify>

/** Recomputing the chain reads every entry there is. */
export function useVerify() {
  return useMutation({
    mutationFn: () => client.audit.verify(undefined, { context: { timeoutMs: 300_000 } }),
  })
}

export function VerifyButton({ verify }: { verify: Verify }) {
  const { t } = useTranslation('audit')
  return (
    <Button
      leftSection={<IconShieldCheck size={16} aria-hidden />}
      loading={verify.isPending}
      onClick={() => verify.mutate()}
    >
      {t('verify')}
    </Button>
  )
}

/** What came out of the last check. */
export function ChainVerdict({ verify }: { verify: Verify }) {
  const { t } = useTranslation('audit')
  const format = useFormat()
  if (!verify.data) return null
  const { ok, entries, head, brokenAt } = verify.data
  if (!ok) {
    return (
      <Alert
        color="red"
        role="alert"
        icon={<IconLinkOff size={18} />}
        title={t('broken', { seq: format.number(brokenAt ?? 0) })}
      >
        {t('brokenText')}
      </Alert>
    )
  }
  return (
    <Alert color="green" role="status" icon={<IconShieldCheck size={18} />} title={t('intact')}>
      {t('intactText', { count: entries, formatted: format.number(entries) })}
      {head && (
        <div className={classes.head}>
          <span>{t('head')}:</span>
          <code className={classes.hash}>{head}</code>
          <CopyButton value={head} label={t('copyHash')} />
        </div>
      )}
    </Alert>
  )
}
