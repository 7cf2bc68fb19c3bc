import { createContext } from 'react'

/** What a panel knows of the forms inside it: which of them hold changes that are not saved. */
export interface PanelGuard {
  set: (form: string, dirty: boolean) => void
}

/** Given by `SidePanel`; `useUnsavedGuard` tells it. Null outside of panels. */
export const PanelGuardContext = createContext<PanelGuard | null>(null)
