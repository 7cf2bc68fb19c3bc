import { Button, Group, Radio, Select, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schedule } from '../../../shared/contract/schedules.ts'
import { orpc } from '../../app/client.ts'
import type { Explained } from '../../app/errors.ts'
import { explain, explainIssue } from '../../app/errors.ts'
import { translate, useLanguage } from '../../app/i18n.ts'
import { useSession } from '../../app/session.tsx'
import { FormError } from '../../components/feedback/form-error.tsx'
import { useUnsavedGuard } from '../../components/feedback/unsaved.ts'
import { allZones, zoneName } from '../workspaces/region-names.ts'
import { CronBuilder } from './cron-builder.tsx'
import { cronOfPlan, planOfCron } from './cron-plan.ts'
import { NextTimes } from './next-times.tsx'
import classes from './schedules.module.css'
import { cronInWords } from './words.ts'

/** Changing when a recurring job runs: fields, plain words, and the next times as they would be. */
export function ScheduleForm({ schedule, onDone }: { schedule: Schedule; onDone: () => void }) {
  const { t } = useTranslation('schedules')
  const [plan, setPlan] = useState(() => planOfCron(schedule.cron))
  const [zone, setZone] = useState(schedule.zone)
  const [misfire, setMisfire] = useState(schedule.misfire)
  const [problem, setProblem] = useState<Explained>()
  const cron = cronOfPlan(plan)
  const save = useMutation(
    orpc.schedules.update.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('saved') })
        onDone()
      },
      onError: (error) => setProblem(explain(error)),
    }),
  )
  const dirty = cron !== schedule.cron || zone !== schedule.zone || misfire !== schedule.misfire
  useUnsavedGuard(dirty && !save.isSuccess)
  const cronProblem = problem?.issues.find(({ path }) => path[0] === 'cron')
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setProblem(undefined)
        save.mutate({ id: schedule.id, cron, zone, misfire })
      }}
    >
      <Stack gap={20}>
        <FormError problem={problem} labels={{ cron: t('builder.cron'), zone: t('builder.zone') }} />
        <CronBuilder plan={plan} onChange={setPlan} error={cronProblem && explainIssue(cronProblem)} />
        <Preview cron={cron} zone={zone} />
        <ZoneSelect value={zone} onChange={setZone} />
        <Radio.Group
          label={t('detail.misfire')}
          value={misfire}
          onChange={(value) => setMisfire(value === 'skip' ? 'skip' : 'once')}
        >
          <Stack gap={8} mt={4}>
            <Radio value="once" label={t('misfire.once')} description={t('misfire.onceHelp')} />
            <Radio value="skip" label={t('misfire.skip')} description={t('misfire.skipHelp')} />
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onDone}>
            {translate('common:actions.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!dirty}>
            {translate('common:actions.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function ZoneSelect({ value, onChange }: { value: string | null; onChange: (zone: string | null) => void }) {
  const { t } = useTranslation('schedules')
  const { workspace } = useSession()
  const data = useMemo(
    () => [
      { value: '', label: t('builder.zoneOwn', { zone: zoneName(workspace.zone) }) },
      ...allZones().map((zone) => ({ value: zone, label: zoneName(zone) })),
    ],
    [t, workspace.zone],
  )
  return (
    <Select
      label={t('builder.zone')}
      data={data}
      value={value ?? ''}
      onChange={(zone) => onChange(zone === null || zone === '' ? null : zone)}
      searchable
      allowDeselect={false}
      limit={60}
    />
  )
}

function Preview({ cron, zone }: { cron: string; zone: string | null }) {
  const { t } = useTranslation('schedules')
  const language = useLanguage()
  const [asked] = useDebouncedValue(cron, 250)
  const words = cronInWords(cron, language)
  const preview = useQuery({
    ...orpc.schedules.preview.queryOptions({ input: { cron: asked, ...(zone && { zone }) } }),
    enabled: cronInWords(asked, language) !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <div className={classes.preview} aria-live="polite">
      <Text fw={500}>{words ?? t('builder.invalid')}</Text>
      {words && preview.data && <NextTimes times={preview.data.next} />}
    </div>
  )
}
