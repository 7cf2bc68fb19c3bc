import { ActionIcon, Popover, Text } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/**
 * A word explained where it stands, behind a small question mark. For what a field needs, use the
 * field's `description` instead.
 *
 * @example {t('strategy.rampUp')} <HelpText label={t('strategy.whatIsRampUp')}>{t('strategy.rampUpHelp')}</HelpText>
 */
export function HelpText({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Popover width={280} withArrow position="top" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size="xs" color="gray" aria-label={label} style={{ verticalAlign: 'middle' }}>
          <IconHelpCircle size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Text size="sm" component="div" tabIndex={-1} data-autofocus style={{ outline: 'none' }}>
          {children}
        </Text>
      </Popover.Dropdown>
    </Popover>
  )
}
