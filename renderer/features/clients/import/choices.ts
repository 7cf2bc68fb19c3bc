import { useLocalStorage } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type {
  ClientColumn,
  ClientFileReading,
  ClientInspection,
} from '../../../../shared/contract/clients/imports.ts'
import type { ExistingClientChoice } from '../../../../shared/domain/client-import.ts'
import type { ClientStage } from '../../../../shared/domain/client-stages.ts'
import { client } from '../../../app/client.ts'

/** What the person decided about a file before it is imported. */
export interface Choices {
  reading: Partial<ClientFileReading>
  /** Changed columns by their number. */
  columns: Record<number, ClientColumn>
  existing: ExistingClientChoice
  stage: ClientStage
  assigneeId: string | null
  tags: string[]
}

const none: Choices = {
  reading: {},
  columns: {},
  existing: 'update',
  stage: 'active',
  assigneeId: null,
  tags: [],
}

/** Not under `clients`: a file does not change while it is looked at, whatever else does. */
export function inspectionKey(id: string, reading: Partial<ClientFileReading>): readonly unknown[] {
  return [['clients-file'], id, reading]
}

/** The first look at a file, read as declared. */
export function useInspection(id: string, reading: Partial<ClientFileReading>) {
  return useQuery({
    queryKey: inspectionKey(id, reading),
    queryFn: ({ signal }) =>
      client.clients.imports.inspect({ id, reading }, { signal, context: { timeoutMs: 120_000 } }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The choices about a file, kept on this machine until it is imported. */
export function useChoices(id: string) {
  return useLocalStorage<Choices>({
    key: `despacho.client-import.${id}`,
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

/** The mapping as it will be used: what the engine proposed, with the person's changes. */
export function chosenMapping(inspection: ClientInspection, choices: Choices): ClientColumn[] {
  return inspection.mapping.map((proposed) => {
    const changed = choices.columns[proposed.column]
    return changed && changed.header === proposed.header ? changed : proposed
  })
}

/** The first field that two columns are used as. */
export function repeatedField(mapping: readonly ClientColumn[]): ClientColumn['target'] | undefined {
  const fields = mapping.map(({ target }) => target).filter((target) => target !== 'ignore')
  return fields.find((field, index) => fields.indexOf(field) !== index)
}
