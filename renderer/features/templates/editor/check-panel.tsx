import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TemplatePreview } from '../../../../shared/contract/templates.ts'
import { translate } from '../../../app/i18n.ts'
import classes from './editor.module.css'

type Severity = 'error' | 'warning' | 'info'
const icons = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle }
const tones: Record<Severity, string> = { error: 'danger', warning: 'warning', info: 'info' }

/** What keeps the message from being written, and what would keep it from being read. */
export function CheckPanel({ problems, lint }: Pick<TemplatePreview, 'problems' | 'lint'>) {
  const { t } = useTranslation('templates')
  const total = problems.length + lint.length
  const findings: { key: string; severity: Severity; where: string; text: string }[] = [
    ...problems.map(({ reason, part, line, params }, index) => ({
      key: `problem-${index}`,
      severity: 'error' as const,
      where: line === null ? t(`part.${part}`) : `${t(`part.${part}`)}, ${t('lint.at', { line })}`,
      text: params['suggestion']
        ? translate('templates:problem.variable_suggestion', params)
        : translate(`templates:problem.${reason}`, { name: '', detail: '', ...params }),
    })),
    ...lint.map(({ reason, severity, where, params }, index) => ({
      key: `lint-${index}`,
      severity,
      where: t(`part.${where}`),
      text: translate(`templates:lint.${reason}`, params),
    })),
  ]
  const order: Severity[] = ['error', 'warning', 'info']
  return (
    <section className={classes.check} aria-label={t('lint.title')}>
      <Text className={classes.checkTitle} role="status">
        {total === 0 ? (
          <>
            <IconCircleCheck size={18} className={classes.fine} aria-hidden /> {t('lint.none')}
          </>
        ) : (
          t('lint.count', { count: total })
        )}
      </Text>
      {total > 0 && (
        <ul className={classes.findings}>
          {findings
            .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
            .map(({ key, severity, where, text }) => {
              const Picture = icons[severity]
              return (
                <li key={key} className={classes.finding} data-tone={tones[severity]}>
                  <Picture size={16} role="img" aria-label={t(`lint.${severity}`)} />
                  <span>
                    {text} <span className={classes.where}>{where}</span>
                  </span>
                </li>
              )
            })}
        </ul>
      )}
    </section>
  )
}
