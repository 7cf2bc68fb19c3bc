import type { Session } from '../../app/session.tsx'
import { permissions } from '../../../shared/domain/permissions.ts'

/** A person and a firm to show the components with; nothing of it leaves the page. */
export const gallerySession: Session = {
  user: {
    id: 'u1',
    signInName: 'marta',
    name: 'Marta Fuentes',
    email: 'marta@roble.example',
    role: 'manager',
    language: null,
    theme: 'auto',
    hasPassword: true,
  },
  workspace: {
    id: 'w1',
    name: 'Roble y Asociados',
    country: 'CL',
    locale: 'es-CL',
    zone: 'America/Santiago',
    currency: 'CLP',
    sample: true,
  },
  permissions: [...permissions],
}

const statuses = ['draft', 'running', 'paused', 'finished', 'failed'] as const
export type GalleryStatus = (typeof statuses)[number]

export interface GalleryRow {
  id: string
  name: string
  status: GalleryStatus
  owner: string
  sent: number
  total: number
  amount: number
  at: number
}

const firms = [
  'Ferretería El Roble',
  'Transportes Ñuble',
  'Clínica Santa Inés',
  'Agrícola Los Peumos',
  'Imprenta Quilín',
  'Óptica Central',
  'Panadería La Espiga',
  'Constructora Andes Sur',
]
const people = ['Marta Fuentes', 'Luis Ibáñez', 'Ana Peña', 'Jorge Muñoz']

/** Rows from their number alone, so that each run shows the same. */
export function galleryRows(count: number): GalleryRow[] {
  const start = Date.UTC(2026, 2, 12, 12, 30)
  return Array.from({ length: count }, (_, index) => ({
    id: `row-${index}`,
    name: `${firms[index % firms.length]} ${index + 1}`,
    status: statuses[(index * 7) % statuses.length] ?? 'draft',
    owner: people[(index * 3) % people.length] ?? '',
    sent: (index * 137) % 4_200,
    total: 4_200,
    amount: ((index * 7_919) % 90_000) * 1_234,
    at: start - index * 3_700_000,
  }))
}

/** The theme's colours. */
export const colours = ['accent', 'gray', 'red', 'green', 'yellow']
