import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface SaveRowProps {
  dirty: boolean
  saving: boolean
  onReset: () => void
}

/** The buttons at the end of a settings form; they appear with the first change. */
export function SaveRow({ dirty, saving, onReset }: SaveRowProps) {
  const { t } = useTranslation('common')
  return (
    <Group gap={8}>
      <Button type="submit" loading={saving} disabled={!dirty}>
        {t('actions.save')}
      </Button>
      {dirty && (
        <Button variant="subtle" color="gray" onClick={onReset} disabled={saving}>
          {t('actions.discard')}
        </Button>
      )}
    </Group>
  )
}
