import { Button, Group, Modal, Radio, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '../clients.module.css'
import { countryName } from '../countries.ts'
import { useTeam } from '../people.ts'
import { type ClientValues, differences, type FieldName, withFieldsOf } from './values.ts'

interface ConflictPanelProps {
  /** What the person began with, what they typed, and what was saved meanwhile. */
  base: ClientValues
  mine: ClientValues
  theirs: ClientValues
  busy: boolean
  onClose: () => void
  onChoose: (values: ClientValues) => void
}

/** Both values of each field that two people changed, to choose from. */
export function ConflictPanel({ base, mine, theirs, busy, onClose, onChoose }: ConflictPanelProps) {
  const { t } = useTranslation(['clients', 'common'])
  const both = differences(mine, theirs).filter((field) => differences(base, mine).includes(field))
  const asked = both.filter((field) => differences(base, theirs).includes(field))
  const [kept, setKept] = useState<Partial<Record<FieldName, 'mine' | 'theirs'>>>({})
  const choose = (): void => {
    const untouched = differences(base, theirs).filter((field) => !differences(base, mine).includes(field))
    const taken = [...untouched, ...asked.filter((field) => kept[field] === 'theirs')]
    onChoose(withFieldsOf(mine, theirs, taken))
  }
  return (
    <Modal opened onClose={onClose} size={640} title={t('conflict.title')}>
      <form
        className={classes.conflict}
        onSubmit={(event) => {
          event.preventDefault()
          choose()
        }}
      >
        <Text size="sm" c="dimmed">
          {t('conflict.text')}
        </Text>
        {asked.map((field) => (
          <fieldset key={field} className={classes.conflictField}>
            <legend>{t(`fields.${field === 'assigneeId' ? 'assignee' : field}`)}</legend>
            <Radio.Group
              value={kept[field] ?? 'mine'}
              onChange={(side) => setKept({ ...kept, [field]: side === 'theirs' ? 'theirs' : 'mine' })}
              aria-label={t(`fields.${field === 'assigneeId' ? 'assignee' : field}`)}
            >
              <div className={classes.sides}>
                <Radio
                  value="mine"
                  label={t('conflict.mine')}
                  description={<Value field={field} values={mine} />}
                />
                <Radio
                  value="theirs"
                  label={t('conflict.theirs')}
                  description={<Value field={field} values={theirs} />}
                />
              </div>
            </Radio.Group>
          </fieldset>
        ))}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose} disabled={busy}>
            {t('common:actions.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('conflict.keep')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

function Value({ field, values }: { field: FieldName; values: ClientValues }) {
  const { t, i18n } = useTranslation('clients')
  const team = useTeam()
  const words: Record<FieldName, string> = {
    name: values.name,
    taxId: values.taxId,
    country: countryName(values.country, i18n.language),
    stage: t(`stage.${values.stage}`),
    health: String(values.health),
    assigneeId:
      team.find(({ id }) => id === values.assigneeId)?.name ?? (values.assigneeId ? '…' : t('nobody')),
    tags: values.tags.join(', '),
    notes: values.notes,
  }
  return <span className={classes.sideValue}>{words[field] || t('conflict.empty')}</span>
}
