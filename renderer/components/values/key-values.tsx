import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './key-values.module.css'

interface KeyValuesProps {
  /** Name and value of each fact, in order; an empty value is shown as "not set". */
  items: [name: string, value: ReactNode][]
  /** Beside each other (default) or the name above the value, for narrow panels. */
  layout?: 'rows' | 'stacked'
}

/**
 * The facts of a thing.
 *
 * @example <KeyValues items={[[t('fields.email'), client.email], [t('fields.stage'), <StatusBadge … />]]} />
 */
export function KeyValues({ items, layout = 'rows' }: KeyValuesProps) {
  const { t } = useTranslation('common')
  return (
    <dl className={classes.list} data-layout={layout}>
      {items.map(([name, value]) => (
        <div key={name} className={classes.item}>
          <dt>{name}</dt>
          <dd>
            {value === null || value === undefined || value === '' ? (
              <span className={classes.unset}>{t('words.notSet')}</span>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
