import type { Dialog } from 'electron'
import type { Approval } from '../../../shared/contract/approvals.ts'
import { isProblem, type ProblemData } from '../../../shared/contract/errors.ts'
import { type Language, type TextKey, texts } from '../../../shared/i18n/index.ts'
import { sentence } from '../../../shared/i18n/sentence.ts'
import { decide } from '../../engine/approvals/approvals.ts'
import type { Actor } from '../../engine/core/actor.ts'
import type { EngineContext } from '../../engine/core/context.ts'

interface ApproveParts {
  dialog: Pick<Dialog, 'showMessageBox'>
  language: () => Language
  person: () => { ctx: EngineContext; actor: Actor } | undefined
  open: (path: string) => void
}

/**
 * Approves from the tray, after a question that says what happens. The decision carries the hash of the
 * content that was listed: if that has changed meanwhile, nothing is approved and the person is told.
 */
export async function approveFromTray(approval: Approval, parts: ApproveParts): Promise<void> {
  const language = parts.language()
  const [confirm, review, cancel] = [0, 1, 2]
  const { response } = await parts.dialog.showMessageBox({
    type: 'question',
    message: sentence(language, 'desktop:approve.question', { title: approval.title }),
    detail: approval.summary,
    buttons: [
      sentence(language, 'desktop:approve.confirm'),
      sentence(language, 'desktop:approve.review'),
      sentence(language, 'desktop:approve.cancel'),
    ],
    defaultId: review,
    cancelId: cancel,
    noLink: true,
  })
  if (response === review) parts.open(`/approvals/${approval.id}`)
  if (response !== confirm) return
  try {
    const present = parts.person()
    if (!present) return parts.open(`/approvals/${approval.id}`)
    const { id, contentHash } = approval
    decide(present.ctx, present.actor, { id, contentHash, decision: 'approve' })
  } catch (error) {
    if (!isProblem(error)) throw error
    await parts.dialog.showMessageBox({
      type: 'warning',
      message: sentence(language, 'desktop:approve.failed'),
      detail: problemText(language, error.data),
    })
  }
}

function problemText(language: Language, { reason, params }: ProblemData): string {
  const known = reason in texts[language].errors
  // The table of texts has just been asked for the key.
  const key = (known ? `errors:${reason}` : 'errors:internal_without_reference') as TextKey
  return sentence(language, key, params)
}
