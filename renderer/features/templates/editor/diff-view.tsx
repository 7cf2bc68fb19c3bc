import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DiffLine } from '../../../../shared/contract/templates.ts'
import classes from './editor.module.css'

const parts = ['subject', 'preheader', 'html', 'text'] as const
/** Unchanged lines shown around a change; longer stretches are folded. */
const AROUND = 2

/** Changed lines of each part, with a word and a sign beside the colour. */
export function DiffView({ diff }: { diff: Record<(typeof parts)[number], DiffLine[]> }) {
  const { t } = useTranslation('templates')
  const changed = parts.filter((part) => diff[part].some(({ kind }) => kind !== 'same'))
  const nameOf = (part: (typeof parts)[number]): string =>
    part === 'preheader' ? t('fields.preheader') : t(`part.${part}`)
  if (changed.length === 0) return <Text c="dimmed">{t('versions.same')}</Text>
  return (
    <>
      {changed.map((part) => (
        <div key={part} className={classes.diffPart}>
          <Text className={classes.diffTitle}>{nameOf(part)}</Text>
          <div
            className={classes.diff}
            tabIndex={0}
            role="region"
            aria-label={t('versions.diffOf', { part: nameOf(part) })}
          >
            {folded(diff[part]).map((row, index) =>
              'hidden' in row ? (
                // eslint-disable-next-line react/no-array-index-key
                <div key={index} className={classes.diffFold}>
                  {t('versions.hidden', { count: row.hidden })}
                </div>
              ) : (
                // eslint-disable-next-line react/no-array-index-key
                <div key={index} className={classes.diffLine} data-kind={row.kind}>
                  <span aria-hidden>{row.kind === 'added' ? '+' : row.kind === 'removed' ? '−' : ' '}</span>
                  <span>
                    {row.kind !== 'same' && (
                      <span className={classes.heard}>{t(`versions.${row.kind}`)}: </span>
                    )}
                    {row.text || ' '}
                  </span>
                </div>
              ),
            )}
          </div>
        </div>
      ))}
    </>
  )
}

function folded(lines: DiffLine[]): (DiffLine | { hidden: number })[] {
  const near = lines.map((_line, at) =>
    lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'same'),
  )
  const rows: (DiffLine | { hidden: number })[] = []
  for (const [at, line] of lines.entries()) {
    const last = rows.at(-1)
    if (near[at]) rows.push(line)
    else if (last && 'hidden' in last) last.hidden += 1
    else rows.push({ hidden: 1 })
  }
  return rows
}
