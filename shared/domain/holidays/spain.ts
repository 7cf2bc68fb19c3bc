import type { HolidayTable } from './table.ts'
import { holidays } from './table.ts'

const source =
  'Estatuto de los Trabajadores art. 37.2 y Real Decreto 2001/1983 art. 45, fiestas comunes a todo el país; las ' +
  'de cada comunidad (Jueves Santo, traslados a lunes) y las locales las añade la firma'

const year = (number: number, goodFriday: string): HolidayTable => ({
  country: 'ES',
  year: number,
  source,
  reviewedOn: '2026-11-20',
  days: holidays(
    number,
    `
    01-01 Año Nuevo
    01-06 Epifanía del Señor
    ${goodFriday} Viernes Santo
    05-01 Fiesta del Trabajo
    08-15 Asunción de la Virgen
    10-12 Fiesta Nacional de España
    11-01 Todos los Santos
    12-06 Día de la Constitución Española
    12-08 Inmaculada Concepción
    12-25 Natividad del Señor
    `,
  ),
})

export const spain: readonly HolidayTable[] = [year(2026, '04-03'), year(2027, '03-26')]
