import { ORPCError } from '@orpc/client'
import i18next from 'i18next'
import type { Issue, ProblemCode, ProblemData } from '../../shared/contract/errors.ts'
import { problemSchema, problemStatus } from '../../shared/contract/errors.ts'
import type { Texts } from '../../shared/i18n/index.ts'
import { texts } from '../../shared/i18n/index.ts'
import { CallTimedOut, ConnectionLost } from './connection.ts'

type Reason = keyof Texts['errors']
type Params = Record<string, string | number>

/** An error made ready to be shown. `message` says what happened, why and what to do. */
export interface Explained {
  code: ProblemCode | 'OFFLINE' | 'TIMEOUT' | 'UNKNOWN'
  reason: string
  message: string
  issues: Issue[]
  /** The number under which the engine's log keeps the full error. */
  reference?: string
}

/**
 * Turns whatever a call threw into a sentence in the person's language.
 *
 * @example notifications.show({ color: 'red', message: explain(error).message })
 */
export function explain(error: unknown): Explained {
  if (error instanceof ConnectionLost) return plain('OFFLINE', 'offline')
  if (error instanceof CallTimedOut) return plain('TIMEOUT', 'timeout')
  const problem = asProblem(error)
  if (!problem) return plain('UNKNOWN', 'unknown')
  const { code, data } = problem
  if (code === 'INTERNAL') {
    const message = data.reference
      ? sentence('internal', { reference: data.reference })
      : sentence('internal_without_reference')
    return { code, reason: data.reason, message, issues: [], reference: data.reference }
  }
  return {
    code,
    reason: data.reason,
    message: sentence(data.reason, data.params, fallbackReason[code]),
    issues: data.issues ?? [],
  }
}

/** The sentence of one faulty field. */
export function explainIssue(issue: Issue): string {
  return sentence(issue.reason, issue.params, 'invalid_value')
}

/** The part of a Mantine form this needs, whatever its values. */
interface FormLike {
  setErrors: (errors: Record<string, string>) => void
  getInputNode?: (path: string) => HTMLElement | null
}

/**
 * Puts the faults an error names at their fields (`contacts.0.email`), keeps what was typed, moves
 * the focus to the first of them, and returns the error for a summary above the form.
 *
 * @example
 * const create = useMutation(orpc.clients.create.mutationOptions({
 *   onError: (error) => setProblem(applyFormErrors(form, error)),
 * }))
 * <FormError problem={problem} />
 */
export function applyFormErrors(form: FormLike, error: unknown): Explained {
  const explained = explain(error)
  const fields = Object.fromEntries(
    explained.issues.map((issue) => [issue.path.join('.'), explainIssue(issue)]),
  )
  if (explained.issues.length > 0) form.setErrors(fields)
  const first = Object.keys(fields)
    .map((path) => form.getInputNode?.(path))
    .find((node) => node != null)
  first?.focus()
  return explained
}

/** Whether trying the same call again may help. Used by the query client. */
export function mayRetry(error: unknown): boolean {
  return error instanceof ConnectionLost || asProblem(error)?.code === 'UNAVAILABLE'
}

/** Whether the error says that nobody is signed in (any more). */
export function isSignedOut(error: unknown): boolean {
  return asProblem(error)?.code === 'UNAUTHENTICATED'
}

const fallbackReason: Record<ProblemCode, Reason> = {
  UNAUTHENTICATED: 'sign_in_needed',
  FORBIDDEN: 'permission_missing',
  NOT_FOUND: 'not_found',
  CONFLICT: 'unknown',
  NO_WORKSPACE: 'no_workspace_open',
  INVALID: 'invalid_input',
  RATE_LIMITED: 'rate_limited',
  UNAVAILABLE: 'unavailable',
  INTERNAL: 'internal_without_reference',
}

function plain(code: Explained['code'], reason: Reason): Explained {
  return { code, reason, message: sentence(reason), issues: [] }
}

function asProblem(error: unknown): { code: ProblemCode; data: ProblemData } | undefined {
  if (!(error instanceof ORPCError)) return undefined
  const data = problemSchema.safeParse(error.data)
  const code: unknown = error.code
  if (isCode(code)) return { code, data: data.success ? data.data : { reason: '' } }
  // A gateway or an older engine may answer with a bare HTTP status.
  const byStatus = Object.entries(problemStatus).find(([, status]) => status === error.status)?.[0]
  return byStatus && isCode(byStatus) ? { code: byStatus, data: { reason: '' } } : undefined
}

function isCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && code in problemStatus
}

function isReason(reason: string): reason is Reason {
  return reason in texts.es.errors || `${reason}_other` in texts.es.errors
}

function sentence(reason: string, params: Params = {}, fallback: Reason = 'unknown'): string {
  const key = isReason(reason) ? reason : fallback
  // The values of a sentence come from the engine; its key cannot tell their types.
  const values: Record<string, unknown> = formatted(params)
  return i18next.t(`errors:${key}` as 'errors:unknown', values)
}

function formatted(params: Params): Params {
  const number = new Intl.NumberFormat(i18next.language)
  return Object.fromEntries(
    // `count` stays a number: it chooses the plural.
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number' && name !== 'count' ? number.format(value) : value,
    ]),
  )
}
