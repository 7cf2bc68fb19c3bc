import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useConfirm } from './confirm.tsx'

/**
 * Asks before a page with unsaved changes is left: by a link, Back, or by closing the window.
 * Changes of the address on the same page (a tab, a filter) are no leaving.
 *
 * @example useUnsavedGuard(form.isDirty() && !save.isSuccess)
 */
export function useUnsavedGuard(dirty: boolean): void {
  const { t } = useTranslation('common')
  const ask = useConfirm()
  useBlocker({
    disabled: !dirty,
    enableBeforeUnload: () => dirty,
    shouldBlockFn: async ({ current, next }) => {
      if (current.pathname === next.pathname) return false
      const leave = await ask({
        title: t('form.unsavedTitle'),
        text: t('form.unsavedText'),
        confirm: t('form.leave'),
        cancel: t('form.stay'),
        danger: true,
      })
      return !leave
    },
  })
}
