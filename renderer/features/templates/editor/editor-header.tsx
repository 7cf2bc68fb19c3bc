import { Button, Group, Text } from '@mantine/core'
import { IconDeviceFloppy, IconHistory, IconPencil, IconRocket, IconSend } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Template } from '../../../../shared/contract/templates.ts'
import { useCan } from '../../../app/session.tsx'
import { IconButton } from '../../../components/actions/icon-button.tsx'
import { PageHeader } from '../../../components/page/page-header.tsx'
import { StatusBadge } from '../../../components/values/status-badge.tsx'
import { templateLooks, templateStatus } from '../looks.ts'
import { TemplateMenu } from '../template-menu.tsx'
import type { EditorDialog } from './editor-dialogs.tsx'
import type { Draft } from './use-draft.ts'

interface EditorHeaderProps {
  stored: Template
  draft: Draft
  readOnly: boolean
  onSave: () => void
  onOpen: (dialog: EditorDialog) => void
}

/** What the template is, and what can be done with it. */
export function EditorHeader({ stored, draft, readOnly, onSave, onOpen }: EditorHeaderProps) {
  const { t } = useTranslation('templates')
  const navigate = useNavigate()
  const mayTest = useCan('emails:send')
  const { identity, dirty } = draft
  const version = stored.publishedVersion
  return (
    <PageHeader
      title={identity.name}
      badge={
        <StatusBadge
          of={templateLooks}
          value={templateStatus({ ...stored, changed: stored.changed || dirty })}
        />
      }
      subtitle={
        <Group gap={4} component="span" wrap="nowrap">
          <Text span inherit>
            {[
              t(`type.${identity.type}`),
              t(`language.${identity.language}`),
              version === null ? t('noVersion') : t('versionN', { number: version }),
            ].join(' · ')}
          </Text>
          {!readOnly && (
            <IconButton
              label={t('actions.rename')}
              icon={IconPencil}
              size="sm"
              onClick={() => onOpen('details')}
            />
          )}
        </Group>
      }
      back={{ label: t('back'), to: '/templates' }}
      actions={
        <Group gap={8}>
          <Button
            variant="default"
            leftSection={<IconHistory size={16} />}
            onClick={() => onOpen('versions')}
          >
            {t('actions.versions')}
          </Button>
          {mayTest && (
            <Button variant="default" leftSection={<IconSend size={16} />} onClick={() => onOpen('test')}>
              {t('actions.test')}
            </Button>
          )}
          {!readOnly && (
            <>
              <Button
                variant="default"
                leftSection={<IconDeviceFloppy size={16} />}
                onClick={onSave}
                loading={draft.saving}
                disabled={!dirty}
              >
                {t('actions.save')}
              </Button>
              <Button
                leftSection={<IconRocket size={16} />}
                onClick={() => onOpen('publish')}
                disabled={!dirty && !stored.changed}
              >
                {t('actions.publish')}
              </Button>
              <TemplateMenu template={stored} onDeleted={() => void navigate({ to: '/templates' })} />
            </>
          )}
        </Group>
      }
    />
  )
}
