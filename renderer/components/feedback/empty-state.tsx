import { Group, Text, Title } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './states.module.css'

interface EmptyStateProps {
  icon: Icon
  title: string
  /** What will be here and what to do first. */
  text?: ReactNode
  /** The button that does it. */
  action?: ReactNode
  /** 1 where this is the whole page. */
  order?: 1 | 2 | 3
  /** Less room, for panels and tiles. */
  compact?: boolean
}

/**
 * Shown where nothing is yet: says what will be here and offers the next step.
 *
 * @example
 * <EmptyState icon={IconUsers} title={t('empty.title')} text={t('empty.text')}
 *   action={<Button>{t('import')}</Button>} />
 */
export function EmptyState({
  icon: Picture,
  title,
  text,
  action,
  order = 2,
  compact = false,
}: EmptyStateProps) {
  return (
    <div className={classes.state} data-compact={compact || undefined}>
      <span className={classes.picture}>
        <Picture size={compact ? 20 : 24} stroke={1.5} aria-hidden />
      </span>
      <Title order={order} className={classes.title}>
        {title}
      </Title>
      {text && <Text className={classes.text}>{text}</Text>}
      {action && <Group className={classes.action}>{action}</Group>}
    </div>
  )
}
