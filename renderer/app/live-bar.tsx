import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { reconnectNow, useLive } from './live.ts'
import classes from './live-bar.module.css'

/** Says so while what is shown may be out of date. */
export function LiveBar() {
  const { t } = useTranslation('shell')
  const state = useLive((live) => live.state)
  return (
    <div role="status" className={classes.place}>
      {state === 'lost' && (
        <div className={classes.bar}>
          <IconCloudOff size={16} aria-hidden />
          <span>
            <strong>{t('live.offline')}.</strong> {t('live.offlineHelp')}
          </span>
          <Button size="compact-xs" variant="white" color="yellow" onClick={reconnectNow}>
            {t('live.retryNow')}
          </Button>
        </div>
      )}
    </div>
  )
}
