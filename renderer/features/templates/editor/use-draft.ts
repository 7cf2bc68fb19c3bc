import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Template, TemplateContent } from '../../../../shared/contract/templates.ts'
import { orpc } from '../../../app/client.ts'
import { explain, type Explained } from '../../../app/errors.ts'
import type { Identity } from '../identity-fields.tsx'
import { type Stash, useStash } from './stash.ts'

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

interface State {
  content: TemplateContent
  identity: Identity
  /** Counts what was typed, so that a save knows whether more came while it was under way. */
  edits: number
  savedEdits: number
  /** Version of the template that is being changed. */
  base: number
  generation: number
  conflict: boolean
  problem: Explained | undefined
}

/** The draft of one template while it is written: kept on this machine until the engine has it. */
export function useDraft(stored: Template): Draft {
  const [state, setState] = useState(() => stateOf(stored, 0))
  const dirty = state.edits > state.savedEdits
  const stash = useStash(stored, state.content, dirty, state.base)
  const update = useMutation(orpc.templates.update.mutationOptions())
  const change = (part: Partial<State>): void =>
    setState((before) => ({ ...before, ...part, edits: before.edits + 1 }))

  // Another window or person saved, and nothing is typed here: follow.
  if (!dirty && stored.version > state.base) setState(stateOf(stored, state.generation + 1))

  const save = async (options: { overwrite?: boolean } = {}): Promise<Template | undefined> => {
    const { content, identity, edits } = state
    try {
      const version = options.overwrite ? stored.version : state.base
      const saved = await update.mutateAsync({ id: stored.id, version, ...identity, content })
      setState((now) => ({
        ...now,
        base: saved.version,
        savedEdits: edits,
        conflict: false,
        problem: undefined,
      }))
      stash.forget()
      return saved
    } catch (error) {
      const explained = explain(error)
      const conflict = explained.reason === 'changed_meanwhile'
      setState((now) => ({ ...now, conflict, problem: conflict ? undefined : explained }))
      return undefined
    }
  }

  return {
    ...state,
    dirty,
    saving: update.isPending,
    stash: stash.found,
    set: (part) =>
      setState((now) => ({ ...now, content: { ...now.content, ...part }, edits: now.edits + 1 })),
    replace: (content) => change({ content, generation: state.generation + 1 }),
    setIdentity: (identity) => change({ identity }),
    save,
    adopt: (template) => {
      setState((now) => stateOf(template, now.generation + 1))
      stash.forget()
    },
    dropStash: stash.forget,
  }
}

function stateOf({ draft, name, type, language, version }: Template, generation: number): State {
  return {
    content: draft,
    identity: { name, type, language },
    edits: 0,
    savedEdits: 0,
    base: version,
    generation,
    conflict: false,
    problem: undefined,
  }
}
