import { Drawer, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMemo, useRef } from 'react'
import { useAskToLeave } from '../feedback/ask-to-leave.ts'
import { PanelGuardContext } from './panel-guard.ts'
import classes from './side-panel.module.css'

interface SidePanelProps {
  opened: boolean
  onClose: () => void
  title: ReactNode
  children: ReactNode
  /** Buttons that stay at the bottom. */
  footer?: ReactNode
  size?: number
}

/**
 * A panel at the right for one thing of the list behind it: a message, a recipient, a short form.
 * The whole width on a phone. Esc closes it and gives the focus back; a form inside that has unsaved
 * changes (`useUnsavedGuard`) is asked about first.
 *
 * @example <SidePanel opened={id !== undefined} onClose={close} title={message.subject}>…</SidePanel>
 */
export function SidePanel({ opened, onClose, title, children, footer, size = 520 }: SidePanelProps) {
  const dirty = useRef(new Set<string>())
  const askToLeave = useAskToLeave()
  const guard = useMemo(
    () => ({
      set: (form: string, isDirty: boolean) => {
        if (isDirty) dirty.current.add(form)
        else dirty.current.delete(form)
      },
    }),
    [],
  )
  const close = async (): Promise<void> => {
    if (dirty.current.size === 0 || (await askToLeave())) onClose()
  }
  return (
    <Drawer
      opened={opened}
      onClose={() => void close()}
      position="right"
      size={`min(${size}px, 100vw)`}
      title={title}
      overlayProps={{ backgroundOpacity: 0.25 }}
      transitionProps={{ duration: 120 }}
      classNames={{ content: classes.content, header: classes.header, body: classes.body }}
    >
      <PanelGuardContext value={guard}>
        <div className={classes.main}>{children}</div>
        {footer && <Group className={classes.footer}>{footer}</Group>}
      </PanelGuardContext>
    </Drawer>
  )
}
