import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Template } from '../../../../shared/contract/templates.ts'
import { ConvertForm } from './convert-form.tsx'
import { DetailsForm } from './details-form.tsx'
import type { PreviewAs } from './preview-pane.tsx'
import { PublishForm } from './publish-form.tsx'
import { TestForm } from './test-form.tsx'
import type { Draft } from './use-draft.ts'
import { VersionsPanel } from './versions-panel.tsx'

export type EditorDialog = 'publish' | 'test' | 'convert' | 'details' | 'versions'

interface EditorDialogsProps {
  dialog: EditorDialog | undefined
  onClose: () => void
  stored: Template
  draft: Draft
  as: PreviewAs
}

/** The dialogs of the editor, one at a time. */
export function EditorDialogs({ dialog, onClose, stored, draft, as }: EditorDialogsProps) {
  const { t } = useTranslation('templates')
  return (
    <>
      <Modal opened={dialog === 'publish'} onClose={onClose} title={t('publish.title')}>
        <PublishForm stored={stored} draft={draft} onClose={onClose} />
      </Modal>
      <Modal opened={dialog === 'test'} onClose={onClose} title={t('test.title')}>
        <TestForm stored={stored} draft={draft} as={as} onClose={onClose} />
      </Modal>
      <Modal opened={dialog === 'convert'} onClose={onClose} title={t('convert.title')} size="lg">
        <ConvertForm draft={draft} onClose={onClose} />
      </Modal>
      <Modal opened={dialog === 'details'} onClose={onClose} title={t('details.title')}>
        <DetailsForm draft={draft} onClose={onClose} />
      </Modal>
      <VersionsPanel opened={dialog === 'versions'} onClose={onClose} stored={stored} draft={draft} />
    </>
  )
}
