import type { HolidayTable } from './table.ts'
import { holidays } from './table.ts'

const source = 'Ley 51 de 1983 (Ley Emiliani): dieciocho días, once de ellos trasladables al lunes siguiente'

export const colombia: readonly HolidayTable[] = [
  {
    country: 'CO',
    year: 2026,
    source,
    reviewedOn: '2026-11-20',
    days: holidays(
      2026,
      `
      01-01 Año Nuevo
      01-12 Reyes Magos
      03-23 San José
      04-02 Jueves Santo
      04-03 Viernes Santo
      05-01 Día del Trabajo
      05-18 Ascensión del Señor
      06-08 Corpus Christi
      06-15 Sagrado Corazón de Jesús
      06-29 San Pedro y San Pablo
      07-20 Independencia Nacional
      08-07 Batalla de Boyacá
      08-17 Asunción de la Virgen
      10-12 Día de la Raza
      11-02 Todos los Santos
      11-16 Independencia de Cartagena
      12-08 Inmaculada Concepción
      12-25 Navidad
      `,
    ),
  },
  {
    country: 'CO',
    year: 2027,
    source,
    reviewedOn: '2026-11-20',
    days: holidays(
      2027,
      `
      01-01 Año Nuevo
      01-11 Reyes Magos
      03-22 San José
      03-25 Jueves Santo
      03-26 Viernes Santo
      05-01 Día del Trabajo
      05-10 Ascensión del Señor
      05-31 Corpus Christi
      06-07 Sagrado Corazón de Jesús
      07-05 San Pedro y San Pablo
      07-20 Independencia Nacional
      08-07 Batalla de Boyacá
      08-16 Asunción de la Virgen
      10-18 Día de la Raza
      11-01 Todos los Santos
      11-15 Independencia de Cartagena
      12-08 Inmaculada Concepción
      12-25 Navidad
      `,
    ),
  },
]
