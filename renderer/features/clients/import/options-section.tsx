import { Radio, Select, Stack, TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { clientStages } from '../../../../shared/domain/client-stages.ts'
import { useCan } from '../../../app/session.tsx'
import { Section } from '../../../components/page/section.tsx'
import { useTagNames, useTeam } from '../people.ts'
import type { Choices } from './choices.ts'
import classes from './import.module.css'

interface OptionsSectionProps {
  choices: Choices
  onChange: (part: Partial<Choices>) => void
}

/** What is done with clients that are here already, and what new ones begin with. */
export function OptionsSection({ choices, onChange }: OptionsSectionProps) {
  const { t } = useTranslation('clients')
  const mayAssign = useCan('clients:assign')
  const team = useTeam()
  const tags = useTagNames()
  return (
    <Section title={t('import.options.title')}>
      <div className={classes.options}>
        <Radio.Group
          label={t('import.options.existing')}
          value={choices.existing}
          onChange={(value) => onChange({ existing: value === 'keep' ? 'keep' : 'update' })}
        >
          <Stack gap={8} mt={8}>
            <Radio value="update" label={t('import.options.update')} />
            <Radio value="keep" label={t('import.options.keep')} />
          </Stack>
        </Radio.Group>
        <Select
          label={t('import.options.stage')}
          allowDeselect={false}
          data={clientStages.map((value) => ({ value, label: t(`stage.${value}`) }))}
          value={choices.stage}
          onChange={(value) => onChange({ stage: clientStages.find((stage) => stage === value) ?? 'active' })}
        />
        {mayAssign && (
          <Select
            label={t('import.options.assignee')}
            placeholder={t('notAssigned')}
            searchable
            clearable
            nothingFoundMessage={t('detail.noPeople')}
            data={team.map(({ id, name }) => ({ value: id, label: name }))}
            value={choices.assigneeId}
            onChange={(assigneeId) => onChange({ assigneeId })}
          />
        )}
        <TagsInput
          label={t('import.options.tags')}
          placeholder={choices.tags.length === 0 ? t('bulk.tagsPlaceholder') : undefined}
          data={tags}
          maxTags={10}
          value={choices.tags}
          onChange={(next) => onChange({ tags: next.map((tag) => tag.trim().slice(0, 40)).filter(Boolean) })}
        />
      </div>
    </Section>
  )
}
