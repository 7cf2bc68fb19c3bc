import { Liquid } from 'liquidjs'
import { allowedLiquidFilters, templateFilters } from './filters.ts'

/** Limits of one template and one rendering: far above any real letter, far below what would be felt. */
export const templateLimits = {
  /** Characters of a part. */
  parse: 512_000,
  /** Milliseconds of one rendering. */
  render: 250,
  /** Characters made by filters and ranges. */
  memory: 4_000_000,
  /** Characters of a rendered part. */
  output: 2_000_000,
}

/**
 * Tags of Liquid a message can use. The others read files (include, render, layout), write values
 * without escaping (echo, liquid, cycle, tablerow) or change the recipient's data (increment).
 */
const allowedTags: ReadonlySet<string> = new Set([
  '#',
  'assign',
  'break',
  'capture',
  'case',
  'comment',
  'continue',
  'for',
  'if',
  'raw',
  'unless',
])

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
}

/** Text as content or quoted attribute of HTML. */
export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text)
    ? text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
    : text
}

function engine(escaped: boolean): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    // An empty set of templates: nothing is ever looked up in the file system.
    templates: {},
    parseLimit: templateLimits.parse,
    renderLimit: templateLimits.render,
    memoryLimit: templateLimits.memory,
    ...(escaped ? { outputEscape: 'escape' as const } : {}),
  })
  for (const tag of Object.keys(liquid.tags)) if (!allowedTags.has(tag)) delete liquid.tags[tag]
  for (const filter of Object.keys(liquid.filters)) {
    if (!allowedLiquidFilters.has(filter)) liquid.unregisterFilter(filter)
  }
  for (const [name, filter] of Object.entries(templateFilters)) liquid.registerFilter(name, filter)
  // Written by habit in templates from elsewhere; the escaping is done anyway, and once.
  liquid.registerFilter('escape', (value: unknown) => value)
  return liquid
}

/** For HTML: every value is escaped, and nothing can undo it. */
export const htmlEngine = engine(true)
/** For the subject and the plain text, where there is nothing to escape from. */
export const textEngine = engine(false)
