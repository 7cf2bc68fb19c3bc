import { useEffect, useState } from 'react'
import { z } from 'zod'
import {
  type Template,
  type TemplateContent,
  templateContentSchema,
} from '../../../../shared/contract/templates.ts'

const stashSchema = z.object({ at: z.number(), version: z.number(), content: templateContentSchema })
/** Text that was typed and never reached the engine. */
export type Stash = z.infer<typeof stashSchema>

const keyOf = (id: string): string => `despacho.template.${id}`

/** Keeps what is typed on this machine until it is saved, and finds what an earlier visit left. */
export function useStash(stored: Template, content: TemplateContent, dirty: boolean, version: number) {
  const [found, setFound] = useState(() => readStash(stored))
  const key = keyOf(stored.id)
  useEffect(() => {
    if (!dirty) return undefined
    const timer = setTimeout(() => {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), version, content }))
    }, 500)
    return () => clearTimeout(timer)
  }, [dirty, content, key, version])
  return {
    found,
    forget: (): void => {
      localStorage.removeItem(key)
      setFound(undefined)
    },
  }
}

function readStash(stored: Template): Stash | undefined {
  try {
    const found = stashSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(stored.id)) ?? 'null'))
    if (!found.success) return undefined
    const same = JSON.stringify(found.data.content) === JSON.stringify(stored.draft)
    return same ? undefined : found.data
  } catch {
    return undefined
  }
}
