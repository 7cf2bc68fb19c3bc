import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ConnectionCheck } from '../../../shared/contract/mail.ts'
import { faultSentence } from './faults.ts'
import classes from './mail.module.css'

/** What came of trying an account: what to fix in words, and the server's own words below. */
export function CheckResult({ check }: { check: ConnectionCheck }) {
  const { t } = useTranslation('mail')
  if (check.ok) {
    return (
      <Alert color="green" icon={<IconCheck size={18} />} mt={12} role="status">
        {t('check.ok', { milliseconds: check.milliseconds })}
      </Alert>
    )
  }
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} mt={12} role="alert" title={t('check.failed')}>
      {check.reason !== null && <Text>{faultSentence(t, check.reason)}</Text>}
      {check.text !== null && check.text !== '' && (
        <Text className={classes.words}>
          {t('check.said')}: {check.text}
        </Text>
      )}
    </Alert>
  )
}
