import type { FileProblem } from '../../../../shared/domain/sheet-files.ts'

/** Figures a text about a problem may name: a line, a limit, a name. */
export type ProblemParams = Readonly<Record<string, string | number>>

/** Thrown when a file cannot be read, or not as declared; `reason` is the key of its text (`import.file.*`). */
export class FileProblemError extends Error {
  readonly reason: FileProblem
  readonly params: ProblemParams

  constructor(reason: FileProblem, params: ProblemParams = {}, cause?: unknown) {
    super(`${reason} ${JSON.stringify(params)}`, { cause })
    this.name = 'FileProblemError'
    this.reason = reason
    this.params = params
  }
}

/** How a command raises a file problem: `throw fileProblem('rows_too_many', { limit })`. */
export function fileProblem(
  reason: FileProblem,
  params: ProblemParams = {},
  cause?: unknown,
): FileProblemError {
  return new FileProblemError(reason, params, cause)
}
