import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { orpc } from '../../app/client.ts'

/** Who works here and can be in charge of clients, by name. */
export function useTeam(): { id: string; name: string }[] {
  const { data } = useQuery(orpc.users.list.queryOptions({ input: { limit: 200, active: true } }))
  return useMemo(
    () =>
      (data?.items ?? [])
        .map(({ id, name }) => ({ id, name }))
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    [data],
  )
}

/** Tags in use, the most frequent first. */
export function useTagNames(): string[] {
  const { data } = useQuery(orpc.clients.tags.queryOptions())
  return useMemo(() => (data ?? []).map(({ tag }) => tag), [data])
}

/** Two letters for a person's mark: "Ana Peña" is AP. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  const first = words[0]?.[0] ?? ''
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''
  return (first + last).toUpperCase()
}
