import { Button } from '@mantine/core'
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WizardStep } from '../../../../shared/domain/campaigns.ts'
import { WIZARD_STEPS } from '../../../../shared/domain/campaigns.ts'
import type { OpenDraft } from './draft.ts'
import classes from './wizard.module.css'

/** The way back and on. Every step may be left unfinished; what is missing is said beside the button. */
export function WizardFooter({ draft, step }: { draft: OpenDraft; step: WizardStep }) {
  const { t } = useTranslation('campaigns')
  const { t: common } = useTranslation('common')
  const place = WIZARD_STEPS.indexOf(step)
  const before = WIZARD_STEPS[place - 1]
  const after = WIZARD_STEPS[place + 1]
  const missing =
    (step === 'recipients' && draft.campaign.counts.recipients === 0) ||
    (step === 'message' && draft.settings.templateId === null) ||
    (step === 'delivery' && draft.settings.accountId === null)
  const params = (name: WizardStep): { campaignId: string; step: string } => ({
    campaignId: draft.id,
    step: name,
  })
  return (
    <footer className={classes.footer}>
      {before && (
        <Button
          component={Link}
          to="/campaigns/$campaignId/wizard/$step"
          params={params(before) as never}
          variant="default"
          leftSection={<IconArrowLeft size={16} />}
        >
          {common('actions.back')}
        </Button>
      )}
      <span className={classes.missing}>{missing && t(`missing.${step}`)}</span>
      {after && (
        <Button
          component={Link}
          to="/campaigns/$campaignId/wizard/$step"
          params={params(after) as never}
          variant={missing ? 'default' : 'filled'}
          rightSection={<IconArrowRight size={16} />}
        >
          {t('continueTo', { step: t(`step.${after}`) })}
        </Button>
      )}
    </footer>
  )
}
