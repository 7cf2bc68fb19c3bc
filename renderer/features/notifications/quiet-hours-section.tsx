import { Group, Switch, Text } from '@mantine/core'
import { TimeInput } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QuietHours } from '../../../shared/domain/quiet-hours.ts'
import { Section } from '../../components/page/section.tsx'

const usual: QuietHours = { from: 20 * 60, to: 8 * 60 }

interface QuietHoursProps {
  quietHours: QuietHours | null
  zone: string
  onSave: (quietHours: QuietHours | null) => void
}

/** From when to when nothing is sent. Saved as soon as both times are complete and differ. */
export function QuietHoursSection({ quietHours, zone, onSave }: QuietHoursProps) {
  const { t } = useTranslation('notifications')
  const [from, setFrom] = useState(timeOf((quietHours ?? usual).from))
  const [to, setTo] = useState(timeOf((quietHours ?? usual).to))
  const change = (nextFrom: string, nextTo: string): void => {
    setFrom(nextFrom)
    setTo(nextTo)
    const next = { from: minutesOf(nextFrom), to: minutesOf(nextTo) }
    if (next.from !== undefined && next.to !== undefined && next.from !== next.to) {
      onSave({ from: next.from, to: next.to })
    }
  }
  const overnight = (minutesOf(from) ?? 0) > (minutesOf(to) ?? 0)
  return (
    <Section title={t('preferences.quiet')} text={t('preferences.quietText', { zone })}>
      <Group gap={16} align="flex-end" mih={60}>
        <Switch
          mb={8}
          label={t('preferences.quietOn')}
          checked={quietHours !== null}
          onChange={(event) => onSave(event.currentTarget.checked ? usual : null)}
        />
        {quietHours && (
          <>
            <TimeInput
              label={t('preferences.quietFrom')}
              value={from}
              onChange={(event) => change(event.currentTarget.value, to)}
            />
            <TimeInput
              label={t('preferences.quietTo')}
              value={to}
              onChange={(event) => change(from, event.currentTarget.value)}
            />
            {overnight && (
              <Text size="sm" c="dimmed" mb={8}>
                {t('preferences.quietNext')}
              </Text>
            )}
          </>
        )}
      </Group>
    </Section>
  )
}

function timeOf(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function minutesOf(time: string): number | undefined {
  const match = /^(\d{2}):(\d{2})/.exec(time)
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined
}
