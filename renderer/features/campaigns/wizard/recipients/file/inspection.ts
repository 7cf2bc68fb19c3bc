import { useLocalStorage } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  columnMappingSchema,
  formatsSchema,
  Inspection,
  readingSchema,
} from '../../../../../../shared/contract/campaigns/imports.ts'
import type { RepeatedAddressChoice } from '../../../../../../shared/domain/recipient-import.ts'
import { client } from '../../../../../app/client.ts'

export type Reading = z.infer<typeof readingSchema>
export type ColumnMapping = z.infer<typeof columnMappingSchema>
export type Formats = z.infer<typeof formatsSchema>

/** What the person decided about a file before it is imported. */
export interface Choices {
  reading: Partial<Reading>
  /** Changed columns by their number. */
  columns: Record<number, ColumnMapping>
  formats: Partial<Formats>
  repeatedAddress: RepeatedAddressChoice
  append: boolean
  rememberMapping: boolean
}

const none: Choices = {
  reading: {},
  columns: {},
  formats: {},
  repeatedAddress: 'merge',
  append: false,
  rememberMapping: true,
}

/** Not under `campaigns`: a file does not change while it is looked at, whatever else does. */
export function inspectionKey(id: string, reading: Partial<Reading>): readonly unknown[] {
  return [['campaign-file'], id, reading]
}

/** The first look at a file, read as declared. */
export function useInspection(id: string, reading: Partial<Reading>) {
  return useQuery({
    queryKey: inspectionKey(id, reading),
    queryFn: ({ signal }) =>
      client.campaigns.imports.inspect({ id, reading }, { signal, context: { timeoutMs: 120_000 } }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The choices about a file, kept on this machine until it is imported. */
export function useChoices(id: string) {
  return useLocalStorage<Choices>({
    key: `despacho.import.${id}`,
    defaultValue: none,
    getInitialValueInEffect: false,
    deserialize: (text) => {
      try {
        const kept: unknown = JSON.parse(text ?? '{}')
        return typeof kept === 'object' && kept !== null ? { ...none, ...kept } : none
      } catch {
        return none
      }
    },
  })
}

/** The mapping as it will be used: what the engine proposed or remembered, with the person's changes. */
export function chosenMapping(inspection: Inspection, choices: Choices): ColumnMapping[] {
  return inspection.columns.map(({ column, header }) => {
    const changed = choices.columns[column]
    if (changed && changed.header === header) return changed
    return inspection.mapping.find((entry) => entry.column === column) ?? { column, header, target: 'ignore' }
  })
}

/** Fields that more than one column is mapped to. */
export function repeatedTargets(mapping: readonly ColumnMapping[]): Set<string> {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { target } of mapping) {
    if (target === 'variable' || target === 'ignore') continue
    if (seen.has(target)) twice.add(target)
    seen.add(target)
  }
  return twice
}
