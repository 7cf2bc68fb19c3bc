import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { healthBands } from '../../../../shared/domain/client-health.ts'
import { clientStages } from '../../../../shared/domain/client-stages.ts'
import type { Filter } from '../../../components/table/filters.tsx'
import type { TableState } from '../../../components/table/table-state.ts'
import { useTagNames, useTeam } from '../people.ts'

/** What a table of clients asks the engine for. */
export function askedOf(table: TableState) {
  return {
    search: table.search || undefined,
    stage: table.choices('stage', clientStages),
    health: table.choices('health', healthBands),
    assigneeId: table.values('assignee'),
    tag: table.values('tag'),
    ...table.order(['name', 'health', 'updatedAt', 'lastActivityAt']),
  }
}

/** The filters of the list of clients. */
export function useClientFilters(): Filter[] {
  const { t } = useTranslation('clients')
  const team = useTeam()
  const tags = useTagNames()
  return useMemo(
    () => [
      {
        key: 'stage',
        label: t('fields.stage'),
        options: clientStages.map((value) => ({ value, label: t(`stage.${value}`) })),
      },
      {
        key: 'assignee',
        label: t('fields.assignee'),
        options: [
          { value: 'none', label: t('notAssigned') },
          ...team.map(({ id, name }) => ({ value: id, label: name })),
        ],
      },
      {
        key: 'health',
        label: t('fields.health'),
        options: healthBands.map((value) => ({ value, label: t(`health.${value}`) })),
      },
      ...(tags.length > 0
        ? [{ key: 'tag', label: t('fields.tags'), options: tags.map((tag) => ({ value: tag, label: tag })) }]
        : []),
    ],
    [t, team, tags],
  )
}
