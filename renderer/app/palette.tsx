import { useComputedColorScheme } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { SpotlightActionData, SpotlightActionGroupData, SpotlightProps } from '@mantine/spotlight'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconKeyboard, IconLanguage, IconLogout, IconMoon, IconSearch } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../shared/domain/permissions.ts'
import { sectionsFor } from '../features/settings/sections.ts'
import { translate } from './i18n.ts'
import { placesFor } from './navigation.ts'
import type { PaletteEntry } from './palette-providers.ts'
import { paletteProviders } from './palette-providers.ts'
import { pathTo } from './paths.ts'
import { usePreferences } from './preferences.tsx'
import { useSession } from './session.tsx'
import { openShortcuts } from './shortcuts.tsx'
import { useSignOut } from './sign-out.ts'

const [store, palette] = createSpotlight()

/** Opens the palette, as Ctrl/Cmd-K does. */
export function openPalette(): void {
  palette.open()
}

/** Ctrl/Cmd-K: pages, actions, and what the features find for the words typed. */
export function Palette() {
  const { t } = useTranslation('shell')
  const [query, setQuery] = useState('')
  const { permissions } = useSession()
  const navigate = useNavigate()
  const finds = useFound(query)

  const toAction = (entry: PaletteEntry, found = false): SpotlightActionData => ({
    id: entry.id,
    label: entry.label,
    description: entry.description,
    // What was searched for by the engine has matched already, perhaps in another field.
    keywords: found ? [query] : entry.keywords,
    leftSection: <entry.icon size={18} stroke={1.6} aria-hidden />,
    onClick: () => {
      if (entry.run) entry.run()
      else if (entry.path) void navigate({ to: pathTo(entry.path) })
    },
  })
  const pages = placesFor(permissions).map((place) =>
    toAction({ id: `page:${place.id}`, label: translate(place.label), icon: place.icon, path: place.path }),
  )
  useFirstSelected()
  const sections = query.trim() === '' ? [] : settingsEntries(permissions)
  const own = useOwnActions()
  const groups: SpotlightActionGroupData[] = [
    { group: t('palette.pages'), actions: [...pages, ...sections.map((entry) => toAction(entry))] },
    { group: t('palette.actions'), actions: [...finds.actions, ...own].map((entry) => toAction(entry)) },
    ...finds.groups.map(({ label, entries }) => ({
      group: label,
      actions: entries.map((entry) => toAction(entry, true)),
    })),
  ].filter((group) => group.actions.length > 0)

  return (
    <Spotlight
      store={store}
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      limit={24}
      scrollable
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      maxHeight={420}
      filter={matching}
      nothingFound={finds.searching ? t('palette.searching') : t('palette.empty')}
      attributes={{ content: { 'aria-label': t('palette.label') } }}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.label'),
      }}
    />
  )
}

/**
 * Keeps something selected, so that Enter always leads somewhere: Spotlight selects the first line when
 * the words change, but what the engine finds comes later.
 */
function useFirstSelected(): void {
  useEffect(() => {
    const { opened, listId, query } = store.getState()
    const list = opened && query !== '' ? document.getElementById(listId) : null
    if (!list || list.querySelector('[data-selected]')) return
    const first = list.querySelector('[data-action]')
    if (!first) return
    first.setAttribute('data-selected', 'true')
    store.updateState((state) => ({ ...state, selected: 0 }))
  })
}

/** The pages of the settings: found by name, not in the way before anything is typed. */
function settingsEntries(permissions: readonly Permission[]): PaletteEntry[] {
  return sectionsFor(permissions).map(({ id, label, icon, path }) => ({
    id: `settings:${id}`,
    label: translate(label),
    description: translate('shell:nav.settings'),
    icon,
    path,
  }))
}

function useOwnActions(): PaletteEntry[] {
  const { t } = useTranslation('shell')
  const scheme = useComputedColorScheme()
  const signOut = useSignOut()
  const { language, chooseLanguage, chooseTheme } = usePreferences()
  return [
    {
      id: 'own:theme',
      label: t('palette.toggleTheme'),
      icon: IconMoon,
      run: () => chooseTheme(scheme === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'own:language',
      label: t('palette.toggleLanguage'),
      icon: IconLanguage,
      run: () => chooseLanguage(language === 'es' ? 'en' : 'es'),
    },
    { id: 'own:signOut', label: t('user.signOut'), icon: IconLogout, run: () => void signOut() },
    { id: 'own:shortcuts', label: t('palette.openShortcuts'), icon: IconKeyboard, run: openShortcuts },
  ]
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** What contains every word typed, accents aside; within a group, what begins with them comes first. */
function matching(query: string, groups: SpotlightProps['actions']): SpotlightProps['actions'] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return groups
  const text = (action: SpotlightActionData): string =>
    plain([action.label, action.description, action.keywords].flat().join(' '))
  return groups
    .filter((group) => 'actions' in group)
    .map(({ group, actions }) => ({
      group,
      actions: actions
        .filter((action) => words.every((word) => text(action).includes(word)))
        .toSorted(
          (a, b) => Number(text(b).startsWith(words[0] ?? '')) - Number(text(a).startsWith(words[0] ?? '')),
        ),
    }))
    .filter(({ actions }) => actions.length > 0)
}

/** What the features offer: actions at once, things found once two letters are there. */
function useFound(query: string) {
  const { permissions } = useSession()
  const [words] = useDebouncedValue(query.trim(), 150)
  const allowed = paletteProviders.filter((provider) => permissions.includes(provider.permission))
  const results = useQueries({
    queries: allowed.map((provider) => ({
      queryKey: [[provider.topic], 'palette', words],
      queryFn: ({ signal }: { signal: AbortSignal }) => provider.search?.(words, signal) ?? [],
      enabled: provider.search !== undefined && words.length >= 2,
      staleTime: 10_000,
    })),
  })
  return {
    searching: results.some((result) => result.isFetching),
    actions: allowed.flatMap((provider) => provider.actions?.() ?? []),
    groups: allowed.map((provider, index) => ({
      label: translate(provider.label),
      entries: words.length >= 2 ? (results[index]?.data ?? []) : [],
    })),
  }
}
