import type { Instruction } from '../../shared/contract/desktop.ts'
import { createInstructions, type Instructions } from './instructions.ts'
import type { SettingsFile } from './settings-file.ts'
import type { MainWindow } from './window/main-window.ts'

/** How everything outside the page leads into it: menus, tray, notifications, links, further starts. */
export interface WayIn {
  /** Shows the window, once there may be one. */
  show(): void
  /** Shows the window at a place in the app. */
  open(path: string): void
  /** Shows the window and has its page do something. */
  give(instruction: Instruction): void
  stream: Instructions['stream']
  /** There may be a window from now on. */
  begin(window: MainWindow, hidden: boolean): void
}

/** A page that is shown is told; otherwise the window begins at the place. */
export function createWayIn(settings: SettingsFile, asked: string | undefined): WayIn {
  const instructions = createInstructions()
  let window: MainWindow | undefined
  let first = asked
  const show = () => window?.show()
  const open = (path: string) => {
    if (!window) first = path
    else if (window.current()) instructions.give({ do: 'open', path })
    else settings.set({ page: path })
    show()
  }
  return {
    show,
    open,
    give(instruction) {
      instructions.give(instruction)
      show()
    },
    stream: instructions.stream,
    begin(next, hidden) {
      window = next
      if (first !== undefined) open(first)
      else if (!hidden) show()
    },
  }
}
