import type { HolidayTable } from './table.ts'
import { holidays } from './table.ts'

const source =
  'Ley 2.977 (Viernes y Sábado Santo, fiestas fijas), Ley 19.668 (traslado a lunes del 29 de junio y del 12 de ' +
  'octubre), Ley 20.299 (31 de octubre), Leyes 20.215 y 20.983 (17 y 20 de septiembre), Ley 21.357 (solsticio)'

export const chile: readonly HolidayTable[] = [
  {
    country: 'CL',
    year: 2026,
    source,
    reviewedOn: '2026-11-20',
    days: holidays(
      2026,
      `
      01-01 Año Nuevo
      04-03 Viernes Santo
      04-04 Sábado Santo
      05-01 Día Nacional del Trabajo
      05-21 Día de las Glorias Navales
      06-21 Día Nacional de los Pueblos Indígenas
      06-29 San Pedro y San Pablo
      07-16 Virgen del Carmen
      08-15 Asunción de la Virgen
      09-18 Independencia Nacional
      09-19 Día de las Glorias del Ejército
      10-12 Encuentro de Dos Mundos
      10-31 Día de las Iglesias Evangélicas y Protestantes
      11-01 Día de Todos los Santos
      12-08 Inmaculada Concepción
      12-25 Navidad
      `,
    ),
  },
  {
    country: 'CL',
    year: 2027,
    source,
    reviewedOn: '2026-11-20',
    note: 'El 18 de septiembre cae en sábado, por lo que el viernes 17 es feriado (Ley 20.983).',
    days: holidays(
      2027,
      `
      01-01 Año Nuevo
      03-26 Viernes Santo
      03-27 Sábado Santo
      05-01 Día Nacional del Trabajo
      05-21 Día de las Glorias Navales
      06-21 Día Nacional de los Pueblos Indígenas
      06-28 San Pedro y San Pablo
      07-16 Virgen del Carmen
      08-15 Asunción de la Virgen
      09-17 Feriado de Fiestas Patrias
      09-18 Independencia Nacional
      09-19 Día de las Glorias del Ejército
      10-11 Encuentro de Dos Mundos
      10-31 Día de las Iglesias Evangélicas y Protestantes
      11-01 Día de Todos los Santos
      12-08 Inmaculada Concepción
      12-25 Navidad
      `,
    ),
  },
]
