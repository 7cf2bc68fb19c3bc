import { IconFileImport, IconUser, IconUserPlus } from '@tabler/icons-react'
import { client } from '../../app/client.ts'
import { translate } from '../../app/i18n.ts'
import type { PaletteProvider } from '../../app/palette-providers.ts'

/** Finds clients by name, tax id or the address of a contact. */
export const clientsPalette: PaletteProvider = {
  topic: 'clients',
  permission: 'clients:read',
  label: 'shell:nav.clients',
  search: async (words, signal) => {
    const { items } = await client.clients.list({ search: words, limit: 6 }, { signal })
    return items.map(({ id, name, taxIdShown, assigneeName }) => ({
      id,
      label: name,
      description: [taxIdShown, assigneeName].filter(Boolean).join(' · ') || undefined,
      icon: IconUser,
      // Found by the engine for these words, also where only an address or a bare number has them.
      keywords: [words],
      path: `/clients/${id}`,
    }))
  },
}

/** What can be begun from the palette by those who may change clients. */
export const clientActionsPalette: PaletteProvider = {
  topic: 'client-actions',
  permission: 'clients:write',
  label: 'shell:nav.clients',
  actions: () => [
    {
      id: 'clients:new',
      label: translate('clients:palette.create'),
      icon: IconUserPlus,
      path: '/clients/new',
      keywords: translate('clients:palette.keywords').split(' '),
    },
    {
      id: 'clients:import',
      label: translate('clients:palette.import'),
      icon: IconFileImport,
      path: '/clients/import',
      keywords: ['csv', 'xlsx'],
    },
  ],
}
