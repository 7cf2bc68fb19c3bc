import { useLocalStorage } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { z } from 'zod'

const sortSchema = z.object({ key: z.string(), direction: z.enum(['asc', 'desc']) })
export type Sort = z.infer<typeof sortSchema>

const askedSchema = z.object({
  q: z.string().optional(),
  sort: sortSchema.optional(),
  filters: z.record(z.string(), z.array(z.string())).optional(),
})
/** What a list is asked for. It lives in the address, so that Back and a shared link bring it again. */
export type Asked = z.infer<typeof askedSchema>

const viewSchema = z.object({ name: z.string(), asked: askedSchema, hidden: z.array(z.string()) })
export type View = z.infer<typeof viewSchema>

const layoutSchema = z.object({
  /** Columns switched from how they start: hidden ones, and optional ones that are shown. */
  hidden: z.array(z.string()).optional(),
  widths: z.record(z.string(), z.number()).default({}),
  views: z.array(viewSchema).default([]),
})
type Layout = z.infer<typeof layoutSchema>

/** The state of one table: what is asked for (in the address) and how it is laid out (on this machine). */
export interface TableState {
  id: string
  search: string
  sort: Sort | undefined
  filters: Record<string, string[]>
  /** Whether anything narrows the list. */
  filtered: boolean
  hidden: string[] | undefined
  widths: Record<string, number>
  views: View[]
  /** The chosen values of a filter that are among the allowed ones; undefined when none is chosen. */
  choices: <Value extends string>(key: string, allowed: readonly Value[]) => Value[] | undefined
  /** Like `choices` for a filter of one value. */
  choice: <Value extends string>(key: string, allowed: readonly Value[]) => Value | undefined
  /** The chosen values of a filter whatever they are (ids); undefined when none is chosen. */
  values: (key: string) => string[] | undefined
  /**
   * The order as a list procedure asks for it, if its key is among the allowed ones.
   *
   * @example useRows(orpc.clients.list, { ...table.order(['name', 'health', 'updatedAt']) })
   */
  order: <Key extends string>(keys: readonly Key[]) => { sort?: Key; direction?: Sort['direction'] }
  setSearch: (text: string) => void
  setSort: (sort: Sort | undefined) => void
  setFilter: (key: string, values: string[]) => void
  clearFilters: () => void
  setHidden: (hidden: string[] | undefined) => void
  setWidth: (key: string, width: number | undefined) => void
  saveView: (name: string, hidden: string[]) => void
  deleteView: (name: string) => void
  applyView: (view: View) => void
}

/**
 * The state of a table. `id` is its name in the address and in local storage, unique on the page.
 *
 * @example const table = useTable('clients', { sort: { key: 'name', direction: 'asc' } })
 */
export function useTable(id: string, defaults: Asked = {}): TableState {
  const { asked, ask } = useAsked(id)
  const [layout, setLayout] = useLocalStorage<Layout>({
    key: `despacho.table.${id}`,
    defaultValue: { widths: {}, views: [] },
    getInitialValueInEffect: false,
    deserialize: readLayout,
  })
  const change = useCallback(
    (part: Partial<Layout>) => setLayout((before) => ({ ...before, ...part })),
    [setLayout],
  )
  const sort = asked.sort ?? defaults.sort
  const filters = asked.filters ?? defaults.filters ?? none
  const search = asked.q ?? ''

  return useMemo(
    () => ({
      id,
      search,
      sort,
      filters,
      filtered: search !== '' || Object.values(filters).some((values) => values.length > 0),
      hidden: layout.hidden,
      widths: layout.widths,
      views: layout.views,
      choices: (key, allowed) => {
        const chosen = allowed.filter((value) => filters[key]?.includes(value))
        return chosen.length > 0 ? chosen : undefined
      },
      choice: (key, allowed) => allowed.find((value) => filters[key]?.includes(value)),
      values: (key) => (filters[key]?.length ? filters[key] : undefined),
      order: (keys) => {
        const key = keys.find((one) => one === sort?.key)
        return key === undefined ? {} : { sort: key, direction: sort?.direction }
      },
      setSearch: (text) => ask({ ...asked, q: text || undefined }),
      setSort: (next) => ask({ ...asked, sort: next }),
      setFilter: (key, values) => ask({ ...asked, filters: { ...filters, [key]: values } }),
      clearFilters: () => ask({ sort: asked.sort, filters: {} }),
      setHidden: (hidden) => change({ hidden }),
      setWidth: (key, width) => {
        const { [key]: _, ...others } = layout.widths
        change({ widths: width === undefined ? others : { ...others, [key]: Math.round(width) } })
      },
      saveView: (name, hidden) =>
        change({
          views: [
            ...layout.views.filter((view) => view.name !== name),
            { name, asked: { q: search || undefined, sort, filters }, hidden },
          ],
        }),
      deleteView: (name) => change({ views: layout.views.filter((view) => view.name !== name) }),
      applyView: (view) => {
        ask(view.asked)
        change({ hidden: view.hidden })
      },
    }),
    [id, search, sort, filters, layout, asked, ask, change],
  )
}

const none: Record<string, string[]> = {}

function readLayout(text: string | undefined): Layout {
  try {
    return layoutSchema.parse(JSON.parse(text ?? '{}'))
  } catch {
    // Written by an older or newer version, or by hand: the table starts as it was made.
    return { widths: {}, views: [] }
  }
}

function useAsked(id: string): { asked: Asked; ask: (next: Asked) => void } {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const raw = JSON.stringify(search[id] ?? {})
  const asked = useMemo(() => {
    const read = askedSchema.safeParse(JSON.parse(raw))
    return read.success ? read.data : {}
  }, [raw])
  const ask = useCallback(
    (next: Asked) => {
      const empty = next.q === undefined && next.sort === undefined && next.filters === undefined
      void navigate({
        to: '.',
        replace: true,
        // Each table adds a key of its own to the address, which the routes' types do not list.
        search: (before: Record<string, unknown>) => ({
          ...before,
          [id]: empty ? undefined : next,
        }),
      })
    },
    [navigate, id],
  )
  return { asked, ask }
}
