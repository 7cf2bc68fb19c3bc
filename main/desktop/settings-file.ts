import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const schema = z.object({
  /** Place and size on screen, in points; null before the first window. */
  bounds: z
    .object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })
    .nullable()
    .default(null),
  maximized: z.boolean().default(false),
  /** Path and query of the page shown last. */
  page: z.string().startsWith('/').default('/'),
  closeToTray: z.boolean().default(true),
  /** The person was told once what closing the window does. */
  closeExplained: z.boolean().default(false),
})

/** What the desktop app remembers of this machine; nothing of a workspace. */
export type Remembered = z.infer<typeof schema>

export interface SettingsFile {
  get(): Remembered
  /** Changes what is given. A disk that cannot be written to is no reason to stop. */
  set(change: Partial<Remembered>): void
}

/** Keeps it in `<folder>/desktop.json`; an unreadable file counts as none. */
export function openSettingsFile(folder: string): SettingsFile {
  const file = join(folder, 'desktop.json')
  let remembered = read(file)
  return {
    get: () => remembered,
    set(change) {
      const next = { ...remembered, ...change }
      if (JSON.stringify(next) === JSON.stringify(remembered)) return
      remembered = next
      try {
        writeFileSync(`${file}.new`, JSON.stringify(next, null, 2), { mode: 0o600 })
        renameSync(`${file}.new`, file)
      } catch {
        // It holds until the app ends.
      }
    },
  }
}

function read(file: string): Remembered {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return schema.parse({})
  }
}
