import { ActionIcon, CopyButton as MantineCopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/**
 * Copies a value that people paste elsewhere: an id, an address, a key.
 *
 * @example <CopyButton value={apiKey} label={t('copyKey')} />
 */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const { t } = useTranslation('common')
  const name = label ?? t('actions.copy')
  return (
    <MantineCopyButton value={value} timeout={1_500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('actions.copied') : name}>
          <ActionIcon
            size="sm"
            color={copied ? 'green' : 'gray'}
            aria-label={copied ? t('actions.copied') : name}
            onClick={copy}
          >
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </MantineCopyButton>
  )
}
