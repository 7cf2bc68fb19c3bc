import { ForTag, type Template, type Variable, analyzeSync } from 'liquidjs'
import type { TemplatePart, TemplateProblem } from '../../../../shared/domain/template-problems.ts'
import { isFreeSlug, templateVariables } from '../../../../shared/domain/template-variables.ts'

export interface UsedVariable {
  /** As in `templateVariables`: the fields of a loop's item are written with the list and `[]`. */
  path: string
  line: number
  column: number
}

/** Properties Liquid itself gives to lists and text. */
const ofLists = new Set(['size', 'first', 'last'])

/** Every variable a template reads from outside, in the order of the text; loop items are traced to their list. */
export function variablesOf(templates: Template[]): UsedVariable[] {
  const analysis = analyzeSync(templates, { partials: false })
  const outside = new Set(Object.values(analysis.globals).flat().map(place))
  const items = loopItems(templates)
  const found: UsedVariable[] = []
  for (const variable of Object.values(analysis.variables).flat()) {
    const path = pathOf(variable)
    const root = path.split('.')[0] ?? ''
    const list = items.get(root)
    const at = { line: variable.location.row, column: variable.location.col }
    if (outside.has(place(variable))) found.push({ path, ...at })
    else if (list && path.includes('.')) found.push({ path: `${list}[]${path.slice(root.length)}`, ...at })
  }
  return found.toSorted((a, b) => a.line - b.line || a.column - b.column)
}

const place = (variable: Variable) => `${variable.location.row}:${variable.location.col}:${String(variable)}`

function pathOf(variable: Variable): string {
  return variable.segments
    .map((segment) => (typeof segment === 'object' ? '0' : String(segment)))
    .join('.')
    .replace(/\.(?:\d+|first|last)(?=\.)/g, '[]')
}

/** Names of loop items with the path of the list they run over, loops inside loops included. */
function loopItems(templates: readonly Template[], items = new Map<string, string>()): Map<string, string> {
  for (const template of templates) {
    if (template instanceof ForTag) {
      const list = template.collection.getText().trim()
      const root = list.split('.')[0] ?? ''
      const outer = items.get(root)
      items.set(template.variable, outer ? `${outer}[]${list.slice(root.length)}` : list)
    }
    if (template.children) for (const child of childrenOf(template)) loopItems([child], items)
  }
  return items
}

function childrenOf(template: Template): Template[] {
  const steps = template.children?.(false, true)
  if (!steps) return []
  let step = steps.next()
  while (!step.done) step = steps.next(step.value)
  return [...(step.value ?? [])]
}

/** The variables that no recipient of these columns can have, with the name that was probably meant. */
export function unknownVariables(
  used: readonly UsedVariable[],
  extraSlugs: readonly string[],
  part: TemplatePart,
): TemplateProblem[] {
  const names = [
    ...templateVariables.map(({ name }) => name),
    'recipient.amount.currency',
    'recipient.invoices[].amount.currency',
    ...extraSlugs.map((slug) => `recipient.extra.${slug}`),
    ...extraSlugs.filter(isFreeSlug),
  ]
  const known = new Set(names)
  // A name that is only the beginning of others (`recipient`) is an object, not something to print.
  return used
    .filter(({ path }) => !known.has(path) && !known.has(withoutListProperty(path)))
    .map(({ path, line, column }) => {
      const suggestion = closest(path, names)
      const params: TemplateProblem['params'] = suggestion ? { name: path, suggestion } : { name: path }
      return { reason: 'variable_unknown', part, line, column, params }
    })
}

function withoutListProperty(path: string): string {
  const dot = path.lastIndexOf('.')
  return dot > 0 && ofLists.has(path.slice(dot + 1)) ? path.slice(0, dot) : path
}

function closest(path: string, names: readonly string[]): string | null {
  let best: string | null = null
  let least = Math.max(2, Math.floor(path.length / 3)) + 1
  for (const name of names) {
    const distance = Math.min(
      editDistance(path.toLowerCase(), name.toLowerCase()),
      // A bare `name` or `nombre.amount` is usually the last word of the real one.
      editDistance(path.toLowerCase(), (name.split('.').at(-1) ?? name).toLowerCase()) + 1,
    )
    if (distance < least) {
      least = distance
      best = name
    }
  }
  return best
}

/** Levenshtein, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
