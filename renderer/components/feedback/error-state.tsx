import { Button, Group, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { explain } from '../../app/errors.ts'
import classes from './states.module.css'

interface ErrorStateProps {
  /** Whatever was thrown. */
  error: unknown
  /** Tries again: usually a query's `refetch`. */
  onRetry?: () => void
  title?: string
  /** Another way on, beside the retry button. */
  action?: ReactNode
  compact?: boolean
}

/**
 * Shown where something could not be loaded: what happened, why, and a way to try again.
 *
 * @example if (query.isError) return <ErrorState error={query.error} onRetry={query.refetch} />
 */
export function ErrorState({ error, onRetry, title, action, compact = false }: ErrorStateProps) {
  const { t } = useTranslation('common')
  return (
    <div className={classes.state} data-compact={compact || undefined} role="alert">
      <span className={classes.picture} data-tone="danger">
        <IconAlertTriangle size={compact ? 20 : 24} stroke={1.5} aria-hidden />
      </span>
      <Title order={2} className={classes.title}>
        {title ?? t('state.errorTitle')}
      </Title>
      <Text className={classes.text}>{explain(error).message}</Text>
      <Group className={classes.action}>
        {onRetry && (
          <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={() => onRetry()}>
            {t('actions.retry')}
          </Button>
        )}
        {action}
      </Group>
    </div>
  )
}
