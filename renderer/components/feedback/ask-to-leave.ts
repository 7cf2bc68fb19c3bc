import { useTranslation } from 'react-i18next'
import { useConfirm } from './confirm.tsx'

/** Asks whether what was typed may be lost; resolves to true when it may. */
export function useAskToLeave(): () => Promise<boolean> {
  const { t } = useTranslation('common')
  const ask = useConfirm()
  return () =>
    ask({
      title: t('form.unsavedTitle'),
      text: t('form.unsavedText'),
      confirm: t('form.leave'),
      cancel: t('form.stay'),
      danger: true,
    })
}
