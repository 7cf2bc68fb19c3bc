import { useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Template, TemplateContent } from '../../../../shared/contract/templates.ts'
import { templateContentSchema } from '../../../../shared/contract/templates.ts'
import { z } from 'zod'
import { orpc } from '../../../app/client.ts'
import { explain, type Explained } from '../../../app/errors.ts'
import type { Identity } from '../identity-fields.tsx'

const stashSchema = z.object({ at: z.number(), version: z.number(), content: templateContentSchema })
type Stash = z.infer<typeof stashSchema>

export interface Draft {
  content: TemplateContent
  identity: Identity
  /** Whether anything was typed since the last save. */
  dirty: boolean
  saving: boolean
  problem: Explained | undefined
  /** Somebody else saved meanwhile. */
  conflict: boolean
  /** Raised when the content came from elsewhere than the fields: editors start afresh. */
  generation: number
  /** What was left on this machine when the page was closed without saving. */
  stash: Stash | undefined
  set: (part: Partial<TemplateContent>) => void
  /** Replaces the content from outside the fields. */
  replace: (content: TemplateContent) => void
  setIdentity: (identity: Identity) => void
  /** Resolves to the saved template, or undefined when it was refused. */
  save: (options?: { overwrite?: boolean }) => Promise<Template | undefined>
  /** Takes what is stored, dropping what was typed. */
  adopt: (template: Template) => void
  dropStash: () => void
}

/** The draft of one template while it is written: kept on this machine until the engine has it. */
export function useDraft(stored: Template): Draft {
  const key = `despacho.template.${stored.id}`
  const [content, setContent] = useState(stored.draft)
  const [identity, setIdentityState] = useState<Identity>(identityOf(stored))
  const [base, setBase] = useState(stored)
  const [dirty, setDirty] = useState(false)
  const [conflict, setConflict] = useState(false)
  const [problem, setProblem] = useState<Explained>()
  const [generation, setGeneration] = useState(0)
  const [stash, setStash] = useState(() => readStash(key, stored))
  const update = useMutation(orpc.templates.update.mutationOptions())
  const latest = useRef({ content, identity })
  latest.current = { content, identity }

  useEffect(() => {
    if (!dirty) return undefined
    const timer = setTimeout(() => {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), version: base.version, content }))
    }, 500)
    return () => clearTimeout(timer)
  }, [dirty, content, key, base.version])

  const adopt = useCallback(
    (template: Template) => {
      setBase(template)
      setContent(template.draft)
      setIdentityState(identityOf(template))
      setDirty(false)
      setConflict(false)
      setGeneration((before) => before + 1)
      localStorage.removeItem(key)
    },
    [key],
  )

  // Another window or person saved, and nothing is typed here: follow.
  useEffect(() => {
    if (!dirty && stored.version > base.version) adopt(stored)
  }, [stored, base.version, dirty, adopt])

  const save = async (options: { overwrite?: boolean } = {}): Promise<Template | undefined> => {
    const sent = latest.current
    setProblem(undefined)
    try {
      const version = options.overwrite ? stored.version : base.version
      const saved = await update.mutateAsync({
        id: stored.id,
        version,
        ...sent.identity,
        content: sent.content,
      })
      setBase(saved)
      setConflict(false)
      // What was typed while it was being saved is still to be saved.
      const same = latest.current.content === sent.content && latest.current.identity === sent.identity
      setDirty(!same)
      if (same) localStorage.removeItem(key)
      return saved
    } catch (error) {
      const explained = explain(error)
      if (explained.reason === 'changed_meanwhile') setConflict(true)
      else setProblem(explained)
      return undefined
    }
  }

  return {
    content,
    identity,
    dirty,
    saving: update.isPending,
    problem,
    conflict,
    generation,
    stash,
    set: (part) => {
      setContent((before) => ({ ...before, ...part }))
      setDirty(true)
    },
    replace: (next) => {
      setContent(next)
      setDirty(true)
      setGeneration((before) => before + 1)
    },
    setIdentity: (next) => {
      setIdentityState(next)
      setDirty(true)
    },
    save,
    adopt,
    dropStash: () => {
      localStorage.removeItem(key)
      setStash(undefined)
    },
  }
}

function identityOf({ name, type, language }: Template): Identity {
  return { name, type, language }
}

function readStash(key: string, stored: Template): Stash | undefined {
  try {
    const found = stashSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'))
    if (!found.success) return undefined
    const same = JSON.stringify(found.data.content) === JSON.stringify(stored.draft)
    return same ? undefined : found.data
  } catch {
    return undefined
  }
}
