import { Button, Group, Menu, NumberInput, Popover } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Client } from '../../../../shared/contract/clients.ts'
import { healthBand } from '../../../../shared/domain/client-health.ts'
import { clientStages } from '../../../../shared/domain/client-stages.ts'
import { useCan } from '../../../app/session.tsx'
import { StatusBadge } from '../../../components/values/status-badge.tsx'
import classes from '../clients.module.css'
import { bandTones, stageLooks } from '../looks.ts'
import { PersonPicker } from '../person-picker.tsx'
import { useChange } from './use-change.ts'

/** Stage, health and who is in charge, each changed with two clicks where the person may. */
export function QuickEdits({ client }: { client: Client }) {
  return (
    <div className={classes.edits}>
      <StageEdit client={client} />
      <HealthEdit client={client} />
      <AssigneeEdit client={client} />
    </div>
  )
}

function StageEdit({ client }: { client: Client }) {
  const { t } = useTranslation('clients')
  const mayWrite = useCan('clients:write')
  const { change, busy } = useChange(client)
  const badge = <StatusBadge of={stageLooks} value={client.stage} />
  if (!mayWrite) return <Still name={t('fields.stage')}>{badge}</Still>
  return (
    <Menu position="bottom-start" returnFocus>
      <Menu.Target>
        <button type="button" className={classes.edit} disabled={busy}>
          <Name field="stage" />
          {badge}
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {clientStages.map((stage) => (
          <Menu.Item key={stage} onClick={() => void change({ stage })} disabled={stage === client.stage}>
            <StatusBadge of={stageLooks} value={stage} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function HealthEdit({ client }: { client: Client }) {
  const { t } = useTranslation('clients')
  const mayWrite = useCan('clients:write')
  const [opened, setOpened] = useState(false)
  const band = healthBand(client.health)
  const words =
    client.health === null ? t('health.unknownShort') : `${client.health} · ${t(`health.${band}Short`)}`
  const value = (
    <>
      <span
        className={classes.dot}
        style={{ background: `var(--tone-${bandTones[band]}-solid)` }}
        aria-hidden
      />
      <span className={classes.editValue}>{words}</span>
    </>
  )
  if (!mayWrite) return <Still name={t('fields.health')}>{value}</Still>
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={300}>
      <Popover.Target>
        <button
          type="button"
          className={classes.edit}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <Name field="health" />
          {value}
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('fields.health')}>
        <HealthForm client={client} onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function HealthForm({ client, onDone }: { client: Client; onDone: () => void }) {
  const { t } = useTranslation('clients')
  const { change, busy } = useChange(client)
  const [value, setValue] = useState<number | string>(client.health ?? '')
  const save = async (health: number | null): Promise<void> => {
    if (await change({ health })) onDone()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (typeof value === 'number') void save(value)
      }}
    >
      <NumberInput
        label={t('fields.health')}
        description={t('form.healthHelp')}
        min={0}
        max={100}
        clampBehavior="strict"
        allowDecimal={false}
        value={value}
        onChange={setValue}
        data-autofocus
      />
      <Group mt={12} gap={8} justify="flex-end">
        {client.health !== null && (
          <Button size="xs" variant="default" disabled={busy} onClick={() => void save(null)}>
            {t('detail.healthClear')}
          </Button>
        )}
        <Button size="xs" type="submit" loading={busy} disabled={typeof value !== 'number'}>
          {t('detail.healthSave')}
        </Button>
      </Group>
    </form>
  )
}

function AssigneeEdit({ client }: { client: Client }) {
  const { t } = useTranslation('clients')
  const mayAssign = useCan('clients:assign')
  const { change } = useChange(client)
  const [opened, setOpened] = useState(false)
  const name = client.assigneeName ?? t('notAssigned')
  if (!mayAssign) return <Still name={t('fields.assignee')}>{name}</Still>
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={260}>
      <Popover.Target>
        <button
          type="button"
          className={classes.edit}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <Name field="assignee" />
          <span className={classes.editValue}>{name}</span>
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('fields.assignee')}>
        <PersonPicker
          value={client.assigneeId}
          onChoose={(assigneeId) => {
            setOpened(false)
            if (assigneeId !== client.assigneeId) void change({ assigneeId })
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

/** What a button changes; out loud it begins with the verb. */
function Name({ field }: { field: 'stage' | 'health' | 'assignee' }) {
  const { t } = useTranslation('clients')
  return (
    <span className={classes.editName}>
      <span className={classes.hidden}>{t('detail.change')} </span>
      {t(`fields.${field}`)}
    </span>
  )
}

function Still({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className={classes.edit} data-still>
      <span className={classes.editName}>{name}</span>
      {children}
    </span>
  )
}
