import { Chip, Group, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './schedules.module.css'
import type { CronPlan } from './cron-plan.ts'
import { changeRepetition, repetitions } from './cron-plan.ts'

interface CronBuilderProps {
  plan: CronPlan
  onChange: (plan: CronPlan) => void
  error?: React.ReactNode
}

/** When something repeats, said in fields; the cron expression itself for what they cannot say. */
export function CronBuilder({ plan, onChange, error }: CronBuilderProps) {
  const { t } = useTranslation('schedules')
  return (
    <Stack gap={12}>
      <SimpleGrid cols={2} spacing={12}>
        <Select
          label={t('builder.repeat')}
          data={repetitions.map((value) => ({ value, label: t(`builder.every.${value}`) }))}
          value={plan.every}
          allowDeselect={false}
          onChange={(next) => {
            const every = repetitions.find((value) => value === next)
            if (every) onChange(changeRepetition(plan, every))
          }}
        />
        <SecondField plan={plan} onChange={onChange} error={error} />
      </SimpleGrid>
      {plan.every === 'week' && <Weekdays plan={plan} onChange={onChange} />}
      {plan.every === 'month' && (
        <NumberInput
          label={t('builder.monthDay')}
          description={t('builder.monthDayHelp')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={1}
          max={31}
          allowDecimal={false}
          clampBehavior="strict"
          value={plan.day}
          onChange={(day) => typeof day === 'number' && onChange({ ...plan, day })}
        />
      )}
    </Stack>
  )
}

function SecondField({ plan, onChange, error }: CronBuilderProps) {
  const { t } = useTranslation('schedules')
  if (plan.every === 'cron') {
    return (
      <TextInput
        label={t('builder.cron')}
        description={t('builder.cronHelp')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        classNames={{ input: classes.mono }}
        spellCheck={false}
        maxLength={100}
        value={plan.cron}
        error={error}
        onChange={(event) => onChange({ ...plan, cron: event.currentTarget.value })}
      />
    )
  }
  if (plan.every === 'minutes' || plan.every === 'hour') {
    const isStep = plan.every === 'minutes'
    return (
      <NumberInput
        label={isStep ? t('builder.minutes') : t('builder.minute')}
        min={isStep ? 1 : 0}
        max={59}
        allowDecimal={false}
        clampBehavior="strict"
        value={isStep ? plan.minutes : plan.minute}
        onChange={(value) => {
          if (typeof value !== 'number') return
          onChange(plan.every === 'minutes' ? { ...plan, minutes: value } : { every: 'hour', minute: value })
        }}
      />
    )
  }
  return (
    <TextInput
      type="time"
      label={t('builder.time')}
      value={plan.time}
      onChange={(event) =>
        event.currentTarget.value && onChange({ ...plan, time: event.currentTarget.value })
      }
    />
  )
}

const week = ['1', '2', '3', '4', '5', '6', '0'] as const

function Weekdays({
  plan,
  onChange,
}: {
  plan: Extract<CronPlan, { every: 'week' }>
  onChange: (plan: CronPlan) => void
}) {
  const { t } = useTranslation('schedules')
  return (
    <div role="group" aria-label={t('builder.weekdays')}>
      <Text className={classes.label}>{t('builder.weekdays')}</Text>
      <Group gap={6}>
        {week.map((day) => (
          <Chip
            key={day}
            size="xs"
            radius="sm"
            checked={plan.weekdays.includes(Number(day))}
            onChange={(checked) =>
              onChange({
                ...plan,
                weekdays: checked
                  ? [...plan.weekdays, Number(day)].toSorted((a, b) => a - b)
                  : plan.weekdays.filter((other) => other !== Number(day)),
              })
            }
          >
            {t(`weekdayShort.${day}`)}
          </Chip>
        ))}
      </Group>
    </div>
  )
}
