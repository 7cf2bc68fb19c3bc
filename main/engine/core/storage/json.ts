import type { ZodType } from 'zod'

/** Reads a JSON column through its schema. Throws when the stored text does not fit: that is a bug. */
export function parseJson<T>(schema: ZodType<T>, text: string): T {
  return schema.parse(JSON.parse(text))
}

/** Reads a JSON column that may be NULL. */
export function parseJsonOrNull<T>(schema: ZodType<T>, text: string | null): T | null {
  return text === null ? null : parseJson(schema, text)
}
