import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Page } from '../../../shared/contract/base.ts'

/** Where a DataTable gets its rows from, page by page. */
export interface RowSource<Row> {
  rows: Row[]
  /** How many there are in all, where the engine says so. */
  total?: number
  state: 'loading' | 'ready' | 'error'
  error?: unknown
  /** Other rows are on their way (new filters); the old ones are still shown. */
  refreshing: boolean
  hasMore: boolean
  loadingMore: boolean
  loadMore: () => void
  retry: () => void
  /** Every row that matches, for the export; tells how many it has so far. */
  loadAll: (onProgress?: (loaded: number) => void, signal?: AbortSignal) => Promise<Row[]>
}

interface ListProcedure<Input, Row> {
  call: (input: Input, options?: { signal?: AbortSignal }) => Promise<Page<Row>>
  key: () => readonly unknown[]
}

interface PagedInput {
  cursor?: string | undefined
  limit?: number | undefined
}

/**
 * The rows of a list procedure of the contract, loaded as the person scrolls and refetched by live changes.
 *
 * @example
 * const table = useTable('clients', { sort: { key: 'name', direction: 'asc' } })
 * const rows = useRows(orpc.clients.list, { q: table.search || undefined, stage: table.choices('stage', stages) })
 * <DataTable table={table} source={rows} … />
 */
export function useRows<Input extends PagedInput, Row>(
  procedure: ListProcedure<Input, Row>,
  filters: Omit<NoInfer<Input>, 'cursor' | 'limit'>,
  options: { pageSize?: number; enabled?: boolean } = {},
): RowSource<Row> {
  const limit = options.pageSize ?? 100
  const load = (cursor: string | undefined, signal?: AbortSignal): Promise<Page<Row>> =>
    // The parts of Input put together again; TypeScript cannot see that Omit and the rest make it whole.
    procedure.call({ ...filters, limit, cursor } as unknown as Input, { signal })

  const query = useInfiniteQuery({
    queryKey: [...procedure.key(), 'rows', filters, limit],
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
  })
  const { data } = query
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])

  return {
    rows,
    total: data?.pages[0]?.total,
    state: query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready',
    error: query.error,
    refreshing: query.isPlaceholderData,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage()
    },
    retry: () => void query.refetch(),
    loadAll: async (onProgress, signal) => {
      const all: Row[] = []
      let cursor: string | undefined
      do {
        const page = await load(cursor, signal)
        all.push(...page.items)
        onProgress?.(all.length)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined && signal?.aborted !== true)
      return all
    },
  }
}

/**
 * Rows that are here already: the faults of an import, the batches of one campaign.
 *
 * @example <DataTable source={useLocalRows(report.faults)} … />
 */
export function useLocalRows<Row>(rows: Row[]): RowSource<Row> {
  return useMemo(
    () => ({
      rows,
      total: rows.length,
      state: 'ready',
      refreshing: false,
      hasMore: false,
      loadingMore: false,
      loadMore: () => undefined,
      retry: () => undefined,
      loadAll: async () => rows,
    }),
    [rows],
  )
}
