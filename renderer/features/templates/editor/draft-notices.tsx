import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconRestore } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Template } from '../../../../shared/contract/templates.ts'
import { useFormat } from '../../../app/format.ts'
import type { Draft } from './use-draft.ts'

/** What was left unsaved on this machine, and what somebody else saved meanwhile: nothing is lost by itself. */
export function DraftNotices({ stored, draft }: { stored: Template; draft: Draft }) {
  const { t } = useTranslation('templates')
  const format = useFormat()
  const { stash, conflict } = draft
  return (
    <>
      {stash && (
        <Alert
          mb={16}
          color="blue"
          icon={<IconRestore size={18} />}
          title={t('draftFound.title', { when: format.dateTime(stash.at) })}
        >
          <Group justify="space-between" gap={8}>
            <Text>{t('draftFound.text')}</Text>
            <Group gap={8}>
              <Button size="compact-sm" variant="default" onClick={draft.dropStash}>
                {t('draftFound.drop')}
              </Button>
              <Button
                size="compact-sm"
                onClick={() => {
                  draft.replace(stash.content)
                  draft.dropStash()
                }}
              >
                {t('draftFound.use')}
              </Button>
            </Group>
          </Group>
        </Alert>
      )}
      {conflict && (
        <Alert
          mb={16}
          color="yellow"
          icon={<IconAlertTriangle size={18} />}
          title={t('conflict.title')}
          role="alert"
        >
          <Group justify="space-between" gap={8}>
            <Text>{t('conflict.text')}</Text>
            <Group gap={8}>
              <Button size="compact-sm" variant="default" onClick={() => draft.adopt(stored)}>
                {t('conflict.load')}
              </Button>
              <Button
                size="compact-sm"
                onClick={() => void draft.save({ overwrite: true })}
                loading={draft.saving}
              >
                {t('conflict.overwrite')}
              </Button>
            </Group>
          </Group>
        </Alert>
      )}
    </>
  )
}
