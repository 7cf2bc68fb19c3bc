import { ORPCError } from '@orpc/client'
import { problemSchema } from '../../../shared/contract/errors.ts'

/** Seconds until a refused sign-in may be tried again; 0 where the error says nothing of it. */
export function secondsToWait(error: unknown): number {
  if (!(error instanceof ORPCError)) return 0
  const data = problemSchema.safeParse(error.data)
  const seconds = data.data?.params?.['seconds']
  return typeof seconds === 'number' ? seconds : 0
}
