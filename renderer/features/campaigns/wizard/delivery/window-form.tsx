import { Anchor, Chip, Group, Input, Select, Stack, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../../app/client.ts'
import { useFormat } from '../../../../app/format.ts'
import { pathTo } from '../../../../app/paths.ts'
import { useSession } from '../../../../app/session.tsx'
import { Section } from '../../../../components/page/section.tsx'
import { countryName, weekdayNames } from '../../words.ts'
import type { OpenDraft } from '../draft.ts'

const halfHours = Array.from({ length: 49 }, (_, place) => {
  const hour = String(Math.floor(place / 2)).padStart(2, '0')
  return `${hour}:${place % 2 === 0 ? '00' : '30'}`
})

/** On which days and between which hours messages may go out, in the recipient's own zone. */
export function WindowForm({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const { timeZone } = useFormat()
  const { window } = draft.settings
  const set = (part: Partial<typeof window>): void => draft.change({ window: { ...window, ...part } })
  const wrong = draft.unusable.includes('window')
  const hours = [...new Set([...halfHours, window.from, window.to])].toSorted()
  const short = weekdayNames('short')
  return (
    <Section title={t('window.title')} text={t('window.text', { zone: timeZone })}>
      <Stack gap={16}>
        <SandboxSwitch draft={draft} />
        <Input.Wrapper
          label={t('window.days')}
          labelElement="div"
          error={wrong && window.weekdays.length === 0 ? t('window.noDays') : undefined}
        >
          <Chip.Group
            multiple
            value={window.weekdays.map(String)}
            onChange={(days) => set({ weekdays: days.map(Number).toSorted((a, b) => a - b) })}
          >
            <Group gap={6} role="group" aria-label={t('window.days')}>
              {short.map((name, place) => (
                <Chip key={name} value={String(place + 1)} size="sm" variant="light">
                  {name}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Input.Wrapper>
        <Group gap={12} align="flex-start">
          <Select
            label={t('window.from')}
            w={120}
            allowDeselect={false}
            data={hours.filter((time) => time !== '24:00')}
            value={window.from}
            onChange={(from) => {
              if (from) set({ from })
            }}
          />
          <Select
            label={t('window.to')}
            w={120}
            allowDeselect={false}
            data={hours.filter((time) => time !== '00:00')}
            value={window.to}
            error={wrong && window.to <= window.from ? t('window.order') : undefined}
            onChange={(to) => {
              if (to) set({ to })
            }}
          />
        </Group>
        <Switch
          label={t('window.holidays')}
          description={<Holidays />}
          checked={window.excludeHolidays}
          onChange={(event) => set({ excludeHolidays: event.currentTarget.checked })}
        />
      </Stack>
    </Section>
  )
}

function Holidays() {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { workspace } = useSession()
  const tables = useQuery(orpc.campaigns.delivery.holidayTables.queryOptions())
  const years = (tables.data ?? [])
    .filter(({ country }) => country === workspace.country)
    .map(({ year }) => String(year))
  return (
    <Text component="span" inherit>
      {years.length > 0
        ? t('window.tables', { country: countryName(workspace.country), years: format.list(years) })
        : t('window.noTables', { country: countryName(workspace.country) })}{' '}
      <Anchor component={Link} inherit to={pathTo('/settings/holidays')}>
        {t('window.openTables')}
      </Anchor>
    </Text>
  )
}

/** In the sandbox a campaign can be seen at once; there is nobody to protect. */
function SandboxSwitch({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const accounts = useQuery(orpc.mail.list.queryOptions({ input: { limit: 200, enabledOnly: true } }))
  const rows = accounts.data?.items ?? []
  const account = rows.find(({ id }) => id === draft.settings.accountId) ?? rows[0]
  if (account?.kind !== 'sandbox') return null
  return (
    <Switch
      label={t('window.withoutWaiting')}
      description={t('window.withoutWaitingText')}
      checked={draft.settings.withoutWaiting === true}
      onChange={(event) => draft.change({ withoutWaiting: event.currentTarget.checked })}
    />
  )
}
