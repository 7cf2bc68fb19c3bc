import { Button, Group, Menu, Modal, Stack } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { IconCalendarTime, IconClock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  dayOfDate,
  HOUR,
  instantOf,
  localDayAt,
  minuteOfTime,
  weekdayOf,
} from '../../../shared/domain/zoned-time.ts'
import { useFormat } from '../../app/format.ts'
import { translate } from '../../app/i18n.ts'

const MORNING = 8 * 60

/** The usual times to put something off to, on the workspace's clock. */
function choices(
  zone: string,
  now: number,
): { key: 'hour' | 'threeHours' | 'tomorrow' | 'monday'; at: number }[] {
  const today = localDayAt(zone, now)
  const untilMonday = 8 - weekdayOf(today)
  return [
    { key: 'hour', at: now + HOUR },
    { key: 'threeHours', at: now + 3 * HOUR },
    { key: 'tomorrow', at: instantOf(zone, today + 1, MORNING) },
    ...(untilMonday > 1
      ? [{ key: 'monday' as const, at: instantOf(zone, today + untilMonday, MORNING) }]
      : []),
  ]
}

interface SnoozeMenuProps {
  children: ReactNode
  onChoose: (until: number) => void
}

/** A menu of times to put something off to; `children` is its button. */
export function SnoozeMenu({ children, onChoose }: SnoozeMenuProps) {
  const { t } = useTranslation('notifications')
  const format = useFormat()
  const [picking, setPicking] = useState(false)
  const [now, setNow] = useState(() => Date.now())
  return (
    <>
      <Menu position="bottom-end" returnFocus onOpen={() => setNow(Date.now())}>
        <Menu.Target>{children}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('snooze.title')}</Menu.Label>
          {choices(format.timeZone, now).map(({ key, at }) => (
            <Menu.Item key={key} leftSection={<IconClock size={16} />} onClick={() => onChoose(at)}>
              {t(`snooze.${key}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconCalendarTime size={16} />} onClick={() => setPicking(true)}>
            {t('snooze.custom')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SnoozePicker opened={picking} onClose={() => setPicking(false)} onChoose={onChoose} />
    </>
  )
}

interface SnoozePickerProps {
  opened: boolean
  onClose: () => void
  onChoose: (until: number) => void
}

/** Asks for the date and time to put something off to, on the workspace's clock. */
export function SnoozePicker({ opened, onClose, onChoose }: SnoozePickerProps) {
  const { t } = useTranslation('notifications')
  const format = useFormat()
  const [value, setValue] = useState<string | null>(null)
  const [now] = useState(() => Date.now())
  const chosen = instantOfText(format.timeZone, value)
  const ready = chosen !== undefined && chosen > now
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('snooze.title')}
      size="sm"
      closeButtonProps={{ 'aria-label': translate('common:actions.close') }}
    >
      <Stack>
        <DateTimePicker
          label={t('snooze.pick')}
          value={value}
          onChange={setValue}
          minDate={new Date(now)}
          valueFormat="DD/MM/YYYY HH:mm"
          data-autofocus
        />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {translate('common:actions.cancel')}
          </Button>
          <Button
            disabled={!ready}
            onClick={() => {
              if (chosen !== undefined) onChoose(chosen)
              onClose()
            }}
          >
            {t('actions.snooze')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** `2026-03-02 09:30:00` as the picker gives it, on a zone's wall clock. */
function instantOfText(zone: string, text: string | null): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})/.exec(text ?? '')
  return match?.[1] && match[2] ? instantOf(zone, dayOfDate(match[1]), minuteOfTime(match[2])) : undefined
}
