import { Checkbox, Radio, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { REPEATED_ADDRESS_CHOICES } from '../../../../../../shared/domain/recipient-import.ts'
import { useFormat } from '../../../../../app/format.ts'
import { Section } from '../../../../../components/page/section.tsx'
import type { OpenDraft } from '../../draft.ts'
import type { Choices } from './inspection.ts'
import classes from '../recipients.module.css'

interface ImportChoicesProps {
  draft: OpenDraft
  choices: Choices
  onChange: (part: Partial<Choices>) => void
  /** The button that begins. */
  children: ReactNode
}

/** What is done with repeated addresses, with recipients that are there already, and with the mapping. */
export function ImportChoices({ draft, choices, onChange, children }: ImportChoicesProps) {
  const { t } = useTranslation('campaigns')
  const { t: words } = useTranslation('import')
  const format = useFormat()
  const there = draft.campaign.counts.recipients + draft.campaign.counts.excluded
  return (
    <Section title={t('import.choices')}>
      <Stack gap={16}>
        <div className={classes.choices}>
          <Radio.Group
            label={t('import.repeated')}
            value={choices.repeatedAddress}
            onChange={(value) =>
              onChange({
                repeatedAddress: REPEATED_ADDRESS_CHOICES.find((known) => known === value) ?? 'merge',
              })
            }
          >
            <Stack gap={8} mt={8}>
              {REPEATED_ADDRESS_CHOICES.map((value) => (
                <Radio key={value} value={value} label={words(`repeatedAddress.${value}`)} />
              ))}
            </Stack>
          </Radio.Group>
          {there > 0 && (
            <Radio.Group
              label={t('import.there', { count: there, formatted: format.number(there) })}
              value={choices.append ? 'append' : 'replace'}
              onChange={(value) => onChange({ append: value === 'append' })}
            >
              <Stack gap={8} mt={8}>
                <Radio value="replace" label={t('import.replace')} />
                <Radio value="append" label={t('import.append')} />
              </Stack>
            </Radio.Group>
          )}
        </div>
        <Checkbox
          label={t('import.remember')}
          description={t('import.rememberHelp')}
          checked={choices.rememberMapping}
          onChange={(event) => onChange({ rememberMapping: event.currentTarget.checked })}
        />
        {children}
      </Stack>
    </Section>
  )
}
