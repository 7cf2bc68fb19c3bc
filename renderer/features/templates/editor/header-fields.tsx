import { Stack, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { templateSizes } from '../../../../shared/domain/template-types.ts'
import { insertAtCaret } from './insert-at-caret.ts'
import type { Draft } from './use-draft.ts'
import { VariableMenu } from './variable-menu.tsx'

/** Subject and the line that is shown after it, each with its variables. */
export function HeaderFields({ draft, readOnly }: { draft: Draft; readOnly: boolean }) {
  const { t } = useTranslation('templates')
  const subject = useRef<HTMLInputElement>(null)
  const preheader = useRef<HTMLInputElement>(null)
  const { content } = draft
  const fault = (part: string): string | undefined =>
    draft.problem?.issues.some(({ path }) => path.join('.') === `content.${part}`)
      ? draft.problem.message
      : undefined
  return (
    <Stack gap={12} mb={16}>
      <TextInput
        ref={subject}
        label={t('fields.subject')}
        maxLength={templateSizes.subject}
        readOnly={readOnly}
        value={content.subject}
        error={fault('subject')}
        onChange={(event) => draft.set({ subject: event.currentTarget.value })}
        rightSection={
          readOnly ? null : (
            <VariableMenu
              compact
              field={t('fields.subject')}
              onInsert={(code) =>
                draft.set({ subject: insertAtCaret(subject.current, content.subject, code) })
              }
            />
          )
        }
      />
      <TextInput
        ref={preheader}
        label={t('fields.preheader')}
        description={t('fields.preheaderHelp')}
        maxLength={templateSizes.preheader}
        readOnly={readOnly}
        value={content.preheader}
        error={fault('preheader')}
        onChange={(event) => draft.set({ preheader: event.currentTarget.value })}
        rightSection={
          readOnly ? null : (
            <VariableMenu
              compact
              field={t('fields.preheader')}
              onInsert={(code) =>
                draft.set({ preheader: insertAtCaret(preheader.current, content.preheader, code) })
              }
            />
          )
        }
      />
    </Stack>
  )
}
