import { Button, Group, SegmentedControl } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../../../app/session.tsx'
import type { OpenDraft } from '../draft.ts'
import { ClientPicker } from './client-picker.tsx'
import { FileDrop } from './file/file-drop.tsx'

interface ChooseSourceProps {
  draft: OpenDraft
  onUploaded: (id: string) => void
  /** Back to the recipients there are. */
  onBack: (() => void) | undefined
}

/** Where recipients come from: a file, or the clients of the firm. */
export function ChooseSource({ draft, onUploaded, onBack }: ChooseSourceProps) {
  const { t } = useTranslation('campaigns')
  const [source, setSource] = useState<'file' | 'clients'>('file')
  const seesClients = useCan('clients:read')
  return (
    <>
      <Group justify="space-between">
        {seesClients ? (
          <SegmentedControl
            aria-label={t('source.label')}
            value={source}
            onChange={(value) => setSource(value === 'clients' ? 'clients' : 'file')}
            data={[
              { value: 'file', label: t('source.file') },
              { value: 'clients', label: t('source.clients') },
            ]}
          />
        ) : (
          <span />
        )}
        {onBack && (
          <Button variant="default" leftSection={<IconArrowLeft size={16} />} onClick={onBack}>
            {t('source.back')}
          </Button>
        )}
      </Group>
      {source === 'file' ? (
        <FileDrop draft={draft} onUploaded={onUploaded} />
      ) : (
        <ClientPicker draft={draft} onAdded={onBack} />
      )}
    </>
  )
}
