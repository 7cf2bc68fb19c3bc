import { ActionIcon, Anchor, UnstyledButton } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCheck,
  IconChevronDown,
  IconChevronUp,
  IconCircleX,
  IconLoader2,
  IconX,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { translate } from '../../app/i18n.ts'
import type { TrayJob } from './jobs.ts'
import { useTray } from './jobs.ts'
import classes from './jobs-tray.module.css'
import { ProgressBar } from './progress-bar.tsx'

const looks = {
  running: { icon: IconLoader2, tone: 'info' },
  done: { icon: IconCheck, tone: 'success' },
  failed: { icon: IconAlertTriangle, tone: 'danger' },
  cancelled: { icon: IconCircleX, tone: 'neutral' },
} as const

/** The tray at the bottom right: long work goes on here when its page is left. */
export function JobsTray() {
  const { t } = useTranslation('shell')
  const jobs = useTray((tray) => tray.jobs)
  const [open, setOpen] = useState(true)
  if (jobs.length === 0) return null
  const running = jobs.filter((job) => job.state === 'running').length
  const Arrow = open ? IconChevronDown : IconChevronUp
  return (
    <section className={classes.tray} aria-label={t('jobs.title')}>
      <UnstyledButton className={classes.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span role="status">{running > 0 ? t('jobs.active', { count: running }) : t('jobs.allDone')}</span>
        <Arrow size={16} aria-hidden />
      </UnstyledButton>
      {open && (
        <ul className={classes.list}>
          {jobs.map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
        </ul>
      )}
    </section>
  )
}

function JobLine({ job }: { job: TrayJob }) {
  const { t } = useTranslation('shell')
  const remove = useTray((tray) => tray.remove)
  const { icon: Picture, tone } = looks[job.state]
  const pace = paceOf(job)
  return (
    <li className={classes.job}>
      <div className={classes.line}>
        <Picture
          size={16}
          className={classes.icon}
          data-tone={tone}
          data-turning={job.state === 'running' || undefined}
          aria-hidden
        />
        <span className={classes.title}>{job.title}</span>
        {job.state === 'running' && job.cancel && (
          <ActionIcon
            size="sm"
            color="gray"
            aria-label={translate('common:progress.cancel', { name: job.title })}
            onClick={job.cancel}
          >
            <IconX size={14} />
          </ActionIcon>
        )}
        {job.state !== 'running' && (
          <ActionIcon size="sm" color="gray" aria-label={t('jobs.clear')} onClick={() => remove(job.id)}>
            <IconX size={14} />
          </ActionIcon>
        )}
      </div>
      {job.state === 'running' ? (
        <ProgressBar
          label={job.title}
          done={job.done}
          total={job.total}
          rate={pace.rate}
          leftMs={pace.leftMs}
        />
      ) : (
        <div className={classes.result}>
          {job.message ?? t(`jobs.${job.state}`)}
          {job.open && (
            <Anchor component="button" type="button" size="sm" onClick={job.open.run}>
              {job.open.label}
            </Anchor>
          )}
        </div>
      )}
    </li>
  )
}

/** Rate per second and time left, once there is enough to say anything. */
function paceOf(job: TrayJob): { rate?: number; leftMs?: number } {
  const spent = Date.now() - job.startedAt
  if (job.done === 0 || spent < 1_000) return {}
  const rate = (job.done / spent) * 1_000
  return { rate, leftMs: job.total === undefined ? undefined : ((job.total - job.done) / rate) * 1_000 }
}
