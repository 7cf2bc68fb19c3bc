/** Whether keys belong to what somebody is writing or to an open dialog, not to the page's shortcuts. */
export function isWriting(target: EventTarget | null): boolean {
  const own = 'input, textarea, select, [role="dialog"]'
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(own) !== null)
}
