import { ORPCError } from '@orpc/client'
import { z } from 'zod'

/** Values for the sentence of an error; numbers and dates are formatted by the reader's side. */
const params = z.record(z.string(), z.union([z.string(), z.number()]))

/** One fault of the input: where it is, and the key `errors.<reason>` of its sentence. */
export const issueSchema = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  reason: z.string(),
  params: params.optional(),
})
export type Issue = z.infer<typeof issueSchema>

/** Data of every error of the contract: `reason` is a stable code and the key of its sentence. */
export const problemSchema = z.object({
  reason: z.string(),
  params: params.optional(),
  issues: z.array(issueSchema).optional(),
  /** For INTERNAL: the number under which the full error stands in the log. */
  reference: z.string().optional(),
})
export type ProblemData = z.infer<typeof problemSchema>

/** The codes a caller can meet, with their HTTP status. */
export const problemStatus = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  NO_WORKSPACE: 409,
  INVALID: 422,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
} as const
export type ProblemCode = keyof typeof problemStatus

/** The error map every procedure of the contract carries. */
export const problems = Object.fromEntries(
  Object.entries(problemStatus).map(([code, status]) => [code, { status, data: problemSchema }]),
) as { [Code in ProblemCode]: { status: (typeof problemStatus)[Code]; data: typeof problemSchema } }

export type Problem = ORPCError<ProblemCode, ProblemData>

/**
 * An error a caller can act on. `throw problem('CONFLICT', 'campaign_already_launched', { name })`.
 * `defined` marks it as part of the contract, so that it reaches the caller with its data.
 */
export function problem(
  code: ProblemCode,
  reason: string,
  values?: Record<string, string | number>,
): Problem {
  return new ORPCError(code, {
    defined: true,
    status: problemStatus[code],
    message: reason,
    data: values ? { reason, params: values } : { reason },
  })
}

/** Faults of the input, each at its field. */
export function invalid(issues: Issue[]): Problem {
  return new ORPCError('INVALID', {
    defined: true,
    status: problemStatus.INVALID,
    message: 'invalid_input',
    data: { reason: 'invalid_input', issues },
  })
}

/** For things that are not there and for things the actor may not see: nobody can tell which. */
export function notFound(kind: string): Problem {
  return problem('NOT_FOUND', 'not_found', { kind })
}

/** Whether a thrown value is one of the contract's errors. */
export function isProblem(error: unknown): error is Problem {
  return (
    error instanceof ORPCError && error.code in problemStatus && problemSchema.safeParse(error.data).success
  )
}
