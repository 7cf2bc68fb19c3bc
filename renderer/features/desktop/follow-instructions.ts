import { client, isDesktop } from '../../app/client.ts'
import { openPalette } from '../../app/palette.tsx'
import { openShortcuts } from '../../app/shortcuts.tsx'

const pauseMs = 1_000

/**
 * Does what the desktop app asks of its page: from menus, the tray, a notification or a link. Listens for as
 * long as the page lives; in a browser it does nothing.
 */
export async function followInstructions(go: (path: string) => void): Promise<void> {
  while (isDesktop) {
    try {
      for await (const instruction of await client.desktop.instructions()) {
        if (instruction.do === 'open') go(instruction.path)
        else if (instruction.do === 'palette') openPalette()
        else openShortcuts()
      }
    } catch {
      // The port has closed; the next call opens another.
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
