/** A JSON schema, as far as the reference reads it. */
export interface Schema {
  type?: string | readonly string[]
  format?: string
  enum?: readonly unknown[]
  const?: unknown
  default?: unknown
  properties?: Record<string, Schema>
  required?: readonly string[]
  items?: Schema | boolean
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  additionalProperties?: Schema | boolean
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  contentMediaType?: string
}

export interface SchemaRow {
  name: string
  type: string
  required: boolean
  depth: number
}

const DEEPEST = 3

/** The fields of a schema as rows, nested ones below their parent. */
export function schemaRows(schema: Schema, name = '', required = false, depth = 0): SchemaRow[] {
  const rows: SchemaRow[] = [{ name, type: typeText(schema), required, depth: Math.max(0, depth - 1) }]
  const inner = innerObject(schema)
  if (!inner?.properties || depth >= DEEPEST) return rows
  for (const [field, value] of Object.entries(inner.properties)) {
    rows.push(...schemaRows(value, field, inner.required?.includes(field) ?? false, depth + 1))
  }
  return rows
}

/** The object whose fields a schema shows: itself, what a list holds, the one that is not null. */
function innerObject(schema: Schema): Schema | undefined {
  if (schema.properties) return schema
  if (typeof schema.items === 'object') return innerObject(schema.items)
  return branches(schema)
    .map(innerObject)
    .find((inner) => inner !== undefined)
}

function branches(schema: Schema): readonly Schema[] {
  return schema.anyOf ?? schema.oneOf ?? []
}

function typeText(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const options = branches(schema)
  if (options.length > 0) return [...new Set(options.map(typeText))].join(' | ')
  if (schema.contentMediaType !== undefined) return 'file'
  if (schema.type === 'array') {
    return `list of ${typeof schema.items === 'object' ? typeText(schema.items) : 'anything'}`
  }
  const base = Array.isArray(schema.type) ? schema.type.join(' | ') : String(schema.type ?? 'any')
  return [schema.format ? `${base} (${schema.format})` : base, rangeText(schema)].filter(Boolean).join(' ')
}

function rangeText({ minimum, maximum, minLength, maxLength }: Schema): string {
  const low = minimum ?? minLength
  const high = maximum ?? maxLength
  const shown = [low, high].map((value) =>
    value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? '' : String(value),
  )
  return shown.some(Boolean) ? shown.join('…') : ''
}

/** A body that fits the schema, for reading rather than for sending. */
export function exampleOf(schema: Schema, depth = 0): unknown {
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [first] = branches(schema)
  if (first) return exampleOf(first, depth)
  if (schema.properties && depth <= DEEPEST) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, value]) => [name, exampleOf(value, depth + 1)]),
    )
  }
  if (schema.type === 'array') {
    return typeof schema.items === 'object' && depth <= DEEPEST ? [exampleOf(schema.items, depth + 1)] : []
  }
  const samples: Record<string, unknown> = {
    boolean: false,
    integer: schema.minimum ?? 1,
    number: 1,
    object: {},
  }
  return samples[String(schema.type)] ?? sampleText(schema.format)
}

function sampleText(format: string | undefined): string {
  const samples: Record<string, string> = {
    email: 'ana@example.com',
    date: '2026-03-02',
    uri: 'https://example.com',
  }
  return samples[format ?? ''] ?? 'text'
}
