import type { HolidayTable } from './table.ts'
import { holidays } from './table.ts'

const source =
  'Ley Federal del Trabajo art. 74: fechas fijas y lunes de febrero, marzo y noviembre; sin días bancarios ni ' +
  'jornadas electorales, que caen en domingo'

export const mexico: readonly HolidayTable[] = [
  {
    country: 'MX',
    year: 2026,
    source,
    reviewedOn: '2026-11-20',
    days: holidays(
      2026,
      `
      01-01 Año Nuevo
      02-02 Día de la Constitución
      03-16 Natalicio de Benito Juárez
      05-01 Día del Trabajo
      09-16 Día de la Independencia
      11-16 Día de la Revolución
      12-25 Navidad
      `,
    ),
  },
  {
    country: 'MX',
    year: 2027,
    source,
    reviewedOn: '2026-11-20',
    days: holidays(
      2027,
      `
      01-01 Año Nuevo
      02-01 Día de la Constitución
      03-15 Natalicio de Benito Juárez
      05-01 Día del Trabajo
      09-16 Día de la Independencia
      11-15 Día de la Revolución
      12-25 Navidad
      `,
    ),
  },
]
