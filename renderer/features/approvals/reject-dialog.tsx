import { Button, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Approval } from '../../../shared/contract/approvals.ts'
import { translate } from '../../app/i18n.ts'

interface RejectDialogProps {
  /** What is to be rejected; closed when empty. */
  approvals: Approval[]
  onClose: () => void
  onReject: (reason: string) => Promise<unknown>
}

/** Asks for the reason of a rejection: whoever asked has to know what to change. */
export function RejectDialog({ approvals, onClose, onReject }: RejectDialogProps) {
  const { t } = useTranslation('approvals')
  const [first] = approvals
  return (
    <Modal
      opened={approvals.length > 0}
      onClose={onClose}
      title={
        approvals.length > 1
          ? t('reject.titleMany', { count: approvals.length })
          : t('reject.title', { title: first?.title ?? '' })
      }
      closeButtonProps={{ 'aria-label': translate('common:actions.close') }}
    >
      <RejectForm approvals={approvals} onClose={onClose} onReject={onReject} />
    </Modal>
  )
}

function RejectForm({ approvals, onClose, onReject }: RejectDialogProps) {
  const { t } = useTranslation('approvals')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    if (reason.trim() === '') {
      setMissing(true)
      return
    }
    setBusy(true)
    try {
      await onReject(reason.trim())
      onClose()
    } catch {
      // The notice at the corner says why; what was typed stays.
      setBusy(false)
    }
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        {approvals.length > 1 && (
          <List size="sm">
            {approvals.map(({ id, title }) => (
              <List.Item key={id}>{title}</List.Item>
            ))}
          </List>
        )}
        <Text size="sm">{t('reject.text')}</Text>
        <Textarea
          label={t('reject.reason')}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={2_000}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value)
            setMissing(false)
          }}
          error={missing && t('reject.missing')}
          required
          data-autofocus
        />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose} disabled={busy}>
            {translate('common:actions.cancel')}
          </Button>
          <Button type="submit" color="red" loading={busy}>
            {t('actions.reject')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
