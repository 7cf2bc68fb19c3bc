import { Group, Radio, Stack } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../../app/format.ts'
import { Section } from '../../../../components/page/section.tsx'
import type { OpenDraft } from '../draft.ts'
import { instantOfLocal, localOfInstant } from './local-time.ts'

/** As soon as it is launched, or at an hour of the workspace's zone. */
export function StartChoice({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const { timeZone } = useFormat()
  const { startAt } = draft.settings
  const later = startAt !== null
  const [now] = useState(() => Date.now())
  const past = later && startAt < now
  return (
    <Section title={t('start.title')} text={t('start.text')}>
      <Stack gap={12}>
        <Radio.Group
          aria-label={t('start.title')}
          value={later ? 'later' : 'now'}
          onChange={(value) => draft.change({ startAt: value === 'later' ? tomorrowAtNine(timeZone) : null })}
        >
          <Stack gap={8}>
            <Radio value="now" label={t('start.now')} description={t('start.nowHelp')} />
            <Radio value="later" label={t('start.later')} description={t('start.laterHelp')} />
          </Stack>
        </Radio.Group>
        {later && (
          <Group pl={28}>
            <DateTimePicker
              label={t('start.at')}
              description={t('start.zone', { zone: timeZone })}
              w={260}
              minDate={localOfInstant(now, timeZone).slice(0, 10)}
              value={localOfInstant(startAt, timeZone)}
              error={past ? t('start.past') : undefined}
              onChange={(value) => {
                if (value) draft.change({ startAt: instantOfLocal(value, timeZone) })
              }}
            />
          </Group>
        )}
      </Stack>
    </Section>
  )
}

function tomorrowAtNine(zone: string): number {
  const tomorrow = localOfInstant(Date.now() + 86_400_000, zone).slice(0, 10)
  return instantOfLocal(`${tomorrow} 09:00:00`, zone)
}
