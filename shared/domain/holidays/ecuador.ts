import type { HolidayTable } from './table.ts'
import { holidays } from './table.ts'

const source =
  'Código del Trabajo art. 65 y Ley Orgánica Reformatoria de 20.12.2016: el martes pasa al lunes, el miércoles y ' +
  'el jueves al viernes, el sábado al viernes y el domingo al lunes; no se trasladan 1 de enero, martes de ' +
  'carnaval ni 25 de diciembre'

export const ecuador: readonly HolidayTable[] = [
  {
    country: 'EC',
    year: 2026,
    source,
    reviewedOn: '2026-11-20',
    days: holidays(
      2026,
      `
      01-01 Año Nuevo
      02-16 Lunes de Carnaval
      02-17 Martes de Carnaval
      04-03 Viernes Santo
      05-01 Día del Trabajo
      05-25 Batalla de Pichincha
      08-10 Primer Grito de Independencia
      10-09 Independencia de Guayaquil
      11-02 Día de los Difuntos
      11-03 Independencia de Cuenca
      12-25 Navidad
      `,
    ),
  },
  {
    country: 'EC',
    year: 2027,
    source,
    reviewedOn: '2026-11-20',
    note:
      'El 2 y el 3 de noviembre caen en martes y miércoles. En 2021, con los mismos días, las publicaciones ' +
      'trasladaron el descanso al 1 y 2 o lo mantuvieron el 2 y 3, así que aquí se guardan los tres días hasta ' +
      'que salga el calendario oficial.',
    days: holidays(
      2027,
      `
      01-01 Año Nuevo
      02-08 Lunes de Carnaval
      02-09 Martes de Carnaval
      03-26 Viernes Santo
      04-30 Día del Trabajo
      05-24 Batalla de Pichincha
      08-09 Primer Grito de Independencia
      10-08 Independencia de Guayaquil
      11-01 Día de los Difuntos (traslado)
      11-02 Día de los Difuntos
      11-03 Independencia de Cuenca
      12-25 Navidad
      `,
    ),
  },
]
