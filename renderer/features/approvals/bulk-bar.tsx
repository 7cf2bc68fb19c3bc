import { Button, Group } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { translate } from '../../app/i18n.ts'
import { IconButton } from '../../components/actions/icon-button.tsx'
import type { Desk } from './approvals-page.tsx'
import classes from './approvals.module.css'

/** What can be done with the selected requests. */
export function BulkBar({ desk }: { desk: Desk }) {
  const { t } = useTranslation('approvals')
  const count = desk.chosen.length
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t('selected', { count })}>
      <span aria-live="polite">{t('selected', { count })}</span>
      <Group gap={6} wrap="nowrap">
        <Button size="compact-sm" onClick={() => desk.approveMany(desk.chosen)} disabled={desk.busy}>
          {t('actions.approve')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => desk.startRejecting(desk.chosen)}
          disabled={desk.busy}
        >
          {t('actions.reject')}
        </Button>
        <IconButton label={translate('common:table.clearSelection')} icon={IconX} onClick={desk.clear} />
      </Group>
    </div>
  )
}
