/** A procedure of a contract or a router with its dotted name, `campaigns.launch`. */
export interface Named<Procedure> {
  name: string
  path: string[]
  procedure: Procedure
}

/** Every procedure of a contract or a router, however deep. */
export function proceduresOf<Procedure>(
  node: unknown,
  isProcedure: (value: unknown) => value is Procedure,
  path: string[] = [],
): Named<Procedure>[] {
  if (isProcedure(node)) return [{ name: path.join('.'), path, procedure: node }]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    proceduresOf<Procedure>(value, isProcedure, [...path, key]),
  )
}
