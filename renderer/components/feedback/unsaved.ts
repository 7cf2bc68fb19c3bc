import { useBlocker } from '@tanstack/react-router'
import { use, useEffect, useId } from 'react'
import { PanelGuardContext } from '../page/panel-guard.ts'
import { useAskToLeave } from './ask-to-leave.ts'

/**
 * Asks before a form with unsaved changes is left: by a link, Back, closing the window, or closing the
 * side panel it stands in. Changes of the address on the same page (a tab, a filter) are no leaving.
 *
 * @example useUnsavedGuard(form.isDirty() && !save.isSuccess)
 */
export function useUnsavedGuard(dirty: boolean): void {
  const askToLeave = useAskToLeave()
  const panel = use(PanelGuardContext)
  const id = useId()
  useEffect(() => {
    panel?.set(id, dirty)
    return () => panel?.set(id, false)
  }, [panel, id, dirty])
  useBlocker({
    disabled: !dirty,
    enableBeforeUnload: () => dirty,
    shouldBlockFn: async ({ current, next }) => current.pathname !== next.pathname && !(await askToLeave()),
  })
}
