import { IconClock } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/format.ts'
import { ToneBadge } from '../../components/values/status-badge.tsx'
import { timeTone } from './looks.ts'

/** How long a request still waits before it rejects itself, as it runs down. */
export function TimeLeft({ expiresAt }: { expiresAt: number }) {
  const { t } = useTranslation('approvals')
  const format = useFormat()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  const left = expiresAt - now
  const label = left > 0 ? t('timeLeft', { time: format.duration(left) }) : t('timeOver')
  return <ToneBadge tone={timeTone(expiresAt, now)} icon={IconClock} label={label} />
}
