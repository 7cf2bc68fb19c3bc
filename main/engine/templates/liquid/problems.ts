import { LiquidError } from 'liquidjs'
import type {
  TemplatePart,
  TemplateProblem,
  TemplateProblemReason,
} from '../../../../shared/domain/template-problems.ts'

/** The engine's messages, and the word at fault in them. First match wins. */
const patterns: readonly { reason: TemplateProblemReason; message: RegExp }[] = [
  { reason: 'variable_unknown', message: /undefined variable: (\S+?),? / },
  { reason: 'variable_unknown', message: /undefined variable: ([^\s,]+)/ },
  { reason: 'filter_unknown', message: /undefined filter: ([^\s,]+)/ },
  { reason: 'tag_unknown', message: /tag "([^"]*)" not found/ },
  { reason: 'tag_not_closed', message: /(?:tag|output) "?([^\n]*?)"? not closed/ },
  { reason: 'too_slow', message: /template render limit exceeded/ },
  { reason: 'too_big', message: /memory alloc limit exceeded|Invalid string length|output limit/ },
  { reason: 'too_long', message: /parse length limit exceeded/ },
  { reason: 'value_unsuitable', message: /^((?:money|date|number|days): [^\n]*?)(?:, line:|$)/ },
]

/** What went wrong, where, for the editor. Anything not recognised is told in the engine's words. */
export function problemOf(error: unknown, part: TemplatePart): TemplateProblem {
  const message = error instanceof Error ? error.message : String(error)
  const at = position(error)
  for (const { reason, message: pattern } of patterns) {
    const found = pattern.exec(message)
    if (found) return { reason, part, ...at, params: found[1] ? { name: found[1] } : {} }
  }
  return { reason: 'syntax', part, ...at, params: { detail: message.replace(/, line:.*$/s, '') } }
}

function position(error: unknown): { line: number | null; column: number | null } {
  if (!LiquidError.is(error) || !error.token?.input) return { line: null, column: null }
  const [line, column] = error.token.getPosition()
  return { line: line ?? null, column: column ?? null }
}
