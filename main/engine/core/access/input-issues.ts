import type { Issue } from '../../../../shared/contract/errors.ts'

/** An issue of zod 4, as far as it is used here. */
export interface InputFault {
  code?: string
  message: string
  path?: readonly (PropertyKey | { key: PropertyKey })[]
  input?: unknown
  origin?: string
  format?: string
  expected?: string
  minimum?: number | bigint
  maximum?: number | bigint
  divisor?: number
  keys?: readonly string[]
  values?: readonly unknown[]
  params?: Record<string, unknown>
  errors?: readonly (readonly InputFault[])[]
}

/** A schema may name its own reason: `.refine(check, 'zone_unknown')`. */
const ownReason = /^[a-z0-9]+([_.][a-z0-9]+)+$/

/**
 * A fault of the input as the contract tells it: `validation.<zod code>`, or the reason the schema
 * names, with the values its sentence needs. What was typed is never repeated.
 */
export function issueOf(fault: InputFault): Issue {
  const path = pathOf(fault)
  if (ownReason.test(fault.message)) return { path, reason: fault.message }
  const inner = fault.code === 'invalid_union' ? nearestBranch(fault) : undefined
  if (inner) {
    const issue = issueOf(inner)
    return { ...issue, path: [...path, ...issue.path] }
  }
  const variant = variantOf(fault)
  const params = variant === 'required' ? {} : paramsOf(fault)
  const reason = `validation.${variant}`
  return Object.keys(params).length > 0 ? { path, reason, params } : { path, reason }
}

/** Codes whose sentence depends on what was measured: `too_small_string`, `too_small_number`. */
const measured: Record<string, string> = {
  string: 'string',
  array: 'array',
  set: 'array',
  map: 'array',
  number: 'number',
  int: 'number',
  bigint: 'number',
  file: 'file',
}
const formats: Record<string, string> = { email: 'email', url: 'url', date: 'date', datetime: 'datetime' }

function variantOf(fault: InputFault): string {
  const { code = 'custom' } = fault
  if (code === 'invalid_type' && fault.message.endsWith('received undefined')) return 'required'
  if (code === 'too_small' && fault.origin === 'string' && fault.minimum === 1) return 'required'
  if (code === 'too_small' || code === 'too_big') {
    const what = measured[fault.origin ?? '']
    return what ? `${code}_${what}` : code
  }
  if (code === 'invalid_format') {
    const format = formats[fault.format ?? '']
    return format ? `${code}_${format}` : code
  }
  return code
}

function paramsOf(fault: InputFault): Record<string, string | number> {
  const params: Record<string, string | number> = {}
  if (fault.minimum !== undefined) params['minimum'] = Number(fault.minimum)
  if (fault.maximum !== undefined) params['maximum'] = Number(fault.maximum)
  if (fault.divisor !== undefined) params['divisor'] = fault.divisor
  if (fault.code === 'invalid_type' && fault.expected !== undefined) params['expected'] = fault.expected
  if (fault.code === 'invalid_value' && fault.values) params['values'] = fault.values.join(', ')
  if (fault.code === 'unrecognized_keys' && fault.keys) params['keys'] = fault.keys.length
  return params
}

function pathOf(fault: InputFault): (string | number)[] {
  return (fault.path ?? []).map((step) => {
    const key = typeof step === 'object' ? step.key : step
    return typeof key === 'number' ? key : String(key)
  })
}

/** Of a union, the branch that got furthest: its faults tell more than "none fits". */
function nearestBranch(fault: InputFault): InputFault | undefined {
  const deep = (fault.errors ?? []).filter((branch) => (branch[0]?.path?.length ?? 0) > 0)
  return deep.sort((a, b) => a.length - b.length)[0]?.[0]
}
