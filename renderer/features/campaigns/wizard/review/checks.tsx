import { Anchor } from '@mantine/core'
import { IconAlertTriangle, IconBan, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../../app/format.ts'
import { Section } from '../../../../components/page/section.tsx'
import type { Tone } from '../../../../components/values/tones.ts'
import { checkWord } from '../../words.ts'
import type { OpenDraft } from '../draft.ts'
import type { Check } from './check-steps.ts'
import { stepOf } from './check-steps.ts'
import classes from './review.module.css'

const looks: Record<Check['level'], { icon: Icon; tone: Tone }> = {
  blocks: { icon: IconBan, tone: 'danger' },
  warns: { icon: IconAlertTriangle, tone: 'warning' },
  not_checked: { icon: IconCircleDashed, tone: 'neutral' },
  ok: { icon: IconCircleCheck, tone: 'success' },
}
const order: Check['level'][] = ['blocks', 'warns', 'not_checked', 'ok']

/** What stops the launch first, then what is worth a look, then what is well. */
export function Checks({ draft, checks }: { draft: OpenDraft; checks: Check[] }) {
  const { t } = useTranslation('campaigns')
  const blockers = checks.filter(({ level }) => level === 'blocks').length
  const sorted = checks.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
  return (
    <Section
      title={blockers > 0 ? t('check.blocked', { count: blockers }) : t('check.ready')}
      text={blockers > 0 ? t('check.blockedText') : t('check.readyText')}
      flush
    >
      <ul className={classes.checks}>
        {sorted.map((check) => (
          // A code comes once for each of its values, such as every unknown variable.
          <CheckLine key={`${check.code} ${JSON.stringify(check.params)}`} draft={draft} check={check} />
        ))}
      </ul>
    </Section>
  )
}

function CheckLine({ draft, check }: { draft: OpenDraft; check: Check }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { icon: Picture, tone } = looks[check.level]
  const step = stepOf(check.code)
  const mayFix =
    (check.level === 'blocks' || check.level === 'warns') &&
    step !== undefined &&
    draft.campaign.status === 'draft'
  const params = Object.fromEntries(
    Object.entries(check.params).map(([name, value]) => [
      name,
      typeof value === 'number' && name !== 'count' ? format.number(value) : value,
    ]),
  )
  const { count } = check.params
  const formatted = typeof count === 'number' ? format.number(count) : ''
  return (
    <li className={classes.check} data-level={check.level}>
      <Picture
        size={18}
        style={{ color: `var(--tone-${tone}-fg)` }}
        role="img"
        aria-label={t(`check.level.${check.level}`)}
      />
      <span>{checkWord(check.code, { ...params, formatted })}</span>
      {mayFix && (
        <Anchor
          component={Link}
          size="sm"
          to="/campaigns/$campaignId/wizard/$step"
          params={{ campaignId: draft.id, step } as never}
        >
          {t('check.goTo', { step: t(`step.${step}`) })}
        </Anchor>
      )}
    </li>
  )
}
