import type { Client, ClientFields } from '../../../../shared/contract/clients.ts'
import type { ClientStage } from '../../../../shared/domain/client-stages.ts'
import { clientStages } from '../../../../shared/domain/client-stages.ts'

/** What the form of a client holds while it is written. */
export interface ClientValues {
  name: string
  taxId: string
  country: string
  stage: ClientStage
  health: number | string
  assigneeId: string | null
  tags: string[]
  notes: string
}

/** The values a form begins with: those of a client, or of a new one. */
export function valuesOf(client: Client | undefined, home: string): ClientValues {
  return {
    name: client?.name ?? '',
    taxId: client?.taxIdShown ?? '',
    country: client?.country ?? home,
    stage: client?.stage ?? 'active',
    health: client?.health ?? '',
    assigneeId: client?.assigneeId ?? null,
    tags: client?.tags ?? [],
    notes: client?.notes ?? '',
  }
}

/** The same as the contract takes them. */
export function fieldsOf(values: ClientValues, home: string): ClientFields {
  return {
    name: values.name.trim(),
    taxId: values.taxId.trim() || null,
    country: values.country === home ? null : values.country,
    stage: clientStages.find((stage) => stage === values.stage) ?? 'active',
    health: typeof values.health === 'number' ? values.health : null,
    assigneeId: values.assigneeId,
    tags: values.tags.map((tag) => tag.trim()).filter((tag) => tag !== ''),
    notes: values.notes,
  }
}

export const fieldNames = [
  'name',
  'taxId',
  'country',
  'stage',
  'health',
  'assigneeId',
  'tags',
  'notes',
] as const
export type FieldName = (typeof fieldNames)[number]

/** The fields in which two sets of values differ. */
export function differences(a: ClientValues, b: ClientValues): FieldName[] {
  return fieldNames.filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]))
}

/** Values with some fields taken from others. */
export function withFieldsOf(
  values: ClientValues,
  others: ClientValues,
  fields: readonly FieldName[],
): ClientValues {
  const taken: Partial<ClientValues> = Object.fromEntries(fields.map((field) => [field, others[field]]))
  return { ...values, ...taken }
}
