import { Button, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck, IconCloudOff, IconLoader2 } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../app/format.ts'
import { FormError } from '../../../components/feedback/form-error.tsx'
import type { OpenDraft } from './draft.ts'
import { dismissMerged } from './draft-store.ts'
import classes from './wizard.module.css'

const icons = {
  saved: IconCheck,
  waiting: IconLoader2,
  saving: IconLoader2,
  offline: IconCloudOff,
  failed: IconAlertTriangle,
}

/** Whether everything that was typed is kept, and where. */
export function SaveState({ draft }: { draft: OpenDraft }) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { state, savedAt, problem, merged } = draft.saving
  useEffect(() => {
    if (!merged) return
    notifications.show({ color: 'blue', message: t('save.merged'), autoClose: 8_000 })
    dismissMerged(draft.id)
  }, [merged, draft.id, t])
  const incomplete = draft.unusable.length > 0 && state !== 'offline'
  const Picture = incomplete ? IconAlertTriangle : icons[state]
  const at = savedAt ?? draft.campaign.updatedAt
  const tip =
    state === 'offline'
      ? t('save.offlineHelp')
      : state === 'failed'
        ? (problem?.message ?? '')
        : t('save.savedAt', { time: format.time(at) })
  return (
    <span className={classes.save} data-state={incomplete ? 'failed' : state}>
      <Tooltip label={tip} multiline maw={280}>
        <span role="status" className={classes.saveWords}>
          <Picture size={16} aria-hidden data-turning={state === 'saving' || undefined} />
          {incomplete ? t('save.incomplete') : t(`save.${state}`)}
        </span>
      </Tooltip>
      {state === 'failed' && (
        <Button size="compact-sm" variant="default" onClick={() => void draft.flush()}>
          {t('save.again')}
        </Button>
      )}
    </span>
  )
}

/** Why the engine refused a part of the draft, above the step. */
export function SaveProblem({ draft }: { draft: OpenDraft }) {
  return draft.saving.state === 'failed' ? <FormError problem={draft.saving.problem} /> : null
}
