import { Alert, Button, Code, CopyButton, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconEyeOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { translate } from '../../app/i18n.ts'
import { useUnsavedGuard } from '../../components/feedback/unsaved.ts'
import classes from './api-keys.module.css'

/** The key just made, shown this once. */
export function NewKey({ apiKey, onDone }: { apiKey: string; onDone: () => void }) {
  const { t } = useTranslation('apiKeys')
  useUnsavedGuard(true)
  return (
    <Stack gap={16}>
      <Alert color="yellow" icon={<IconEyeOff size={18} />} role="status">
        {t('shown.text')}
      </Alert>
      <Code block className={classes.key} data-testid="api-key">
        {apiKey}
      </Code>
      <CopyButton value={apiKey} timeout={2_000}>
        {({ copied, copy }) => (
          <Button
            size="md"
            leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            onClick={copy}
          >
            {copied ? translate('common:actions.copied') : t('shown.copy')}
          </Button>
        )}
      </CopyButton>
      <div>
        <Text fw={500} mb={4}>
          {t('shown.use')}
        </Text>
        <Code block className={classes.key}>
          {`curl -H "Authorization: Bearer ${apiKey}" ${location.origin}/api/v1/clients`}
        </Code>
      </div>
      <Button variant="default" onClick={onDone}>
        {t('shown.close')}
      </Button>
    </Stack>
  )
}
