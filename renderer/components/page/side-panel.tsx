import { Drawer, Group } from '@mantine/core'
import type { ReactNode } from 'react'
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
 * The whole width on a phone. Esc closes it and gives the focus back.
 *
 * @example <SidePanel opened={id !== undefined} onClose={close} title={message.subject}>…</SidePanel>
 */
export function SidePanel({ opened, onClose, title, children, footer, size = 520 }: SidePanelProps) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={`min(${size}px, 100vw)`}
      title={title}
      overlayProps={{ backgroundOpacity: 0.25 }}
      transitionProps={{ duration: 120 }}
      classNames={{ content: classes.content, header: classes.header, body: classes.body }}
    >
      <div className={classes.main}>{children}</div>
      {footer && <Group className={classes.footer}>{footer}</Group>}
    </Drawer>
  )
}
