import type { Icon } from '@tabler/icons-react'
import type { Permission } from '../../shared/domain/permissions.ts'
import type { TextKey } from '../../shared/i18n/index.ts'
import { campaignsPalette } from '../features/campaigns/palette.ts'
import { clientActionsPalette, clientsPalette } from '../features/clients/palette.ts'

/** One line of the palette: leads to `path`, or does `run`. */
export interface PaletteEntry {
  id: string
  label: string
  description?: string
  icon: Icon
  path?: string
  run?: () => void
  keywords?: string[]
}

/**
 * What a feature brings to the palette.
 *
 * @example
 * // renderer/features/clients/palette.ts
 * export const clientsPalette: PaletteProvider = {
 *   topic: 'clients', permission: 'clients:read', label: 'shell:nav.clients',
 *   actions: () => [{ id: 'clients:new', label: translate('clients:create'), icon: IconUserPlus, path: '/clients/new' }],
 *   search: async (q, signal) => (await client.clients.list({ q, limit: 5 }, { signal })).items
 *     .map((c) => ({ id: c.id, label: c.name, icon: IconUser, path: `/clients/${c.id}` })),
 * }
 */
export interface PaletteProvider {
  topic: string
  permission: Permission
  label: TextKey
  actions?: () => PaletteEntry[]
  search?: (words: string, signal: AbortSignal) => Promise<PaletteEntry[]>
}

/** Every feature's provider, one line each. */
export const paletteProviders: PaletteProvider[] = [campaignsPalette, clientsPalette, clientActionsPalette]
