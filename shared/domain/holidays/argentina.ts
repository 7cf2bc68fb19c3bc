import type { HolidayTable } from './table.ts'
import { holidays } from './table.ts'

const source =
  'Ley 27.399: inamovibles, y trasladables (17 de junio, 17 de agosto, 12 de octubre, 20 de noviembre) al lunes ' +
  'anterior si caen en martes o miércoles y al siguiente si caen en jueves o viernes'

export const argentina: readonly HolidayTable[] = [
  {
    country: 'AR',
    year: 2026,
    source,
    reviewedOn: '2026-11-20',
    note:
      'Sin los días no laborables con fines turísticos (23 de marzo, 10 de julio y 7 de diciembre, Resolución ' +
      '164/2025) ni el Jueves Santo, que son optativos para el empleador.',
    days: holidays(
      2026,
      `
      01-01 Año Nuevo
      02-16 Carnaval
      02-17 Carnaval
      03-24 Día Nacional de la Memoria por la Verdad y la Justicia
      04-02 Día del Veterano y de los Caídos en la Guerra de Malvinas
      04-03 Viernes Santo
      05-01 Día del Trabajador
      05-25 Día de la Revolución de Mayo
      06-15 Paso a la Inmortalidad del General Güemes
      06-20 Paso a la Inmortalidad del General Belgrano
      07-09 Día de la Independencia
      08-17 Paso a la Inmortalidad del General San Martín
      10-12 Día del Respeto a la Diversidad Cultural
      11-23 Día de la Soberanía Nacional
      12-08 Inmaculada Concepción de María
      12-25 Navidad
      `,
    ),
  },
  {
    country: 'AR',
    year: 2027,
    source,
    reviewedOn: '2026-11-20',
    note:
      'El 20 de noviembre cae en sábado; el Decreto 614/2025 permite trasladarlo, lo que se revisa cuando se ' +
      'publique el calendario. Sin días no laborables con fines turísticos.',
    days: holidays(
      2027,
      `
      01-01 Año Nuevo
      02-08 Carnaval
      02-09 Carnaval
      03-24 Día Nacional de la Memoria por la Verdad y la Justicia
      03-26 Viernes Santo
      04-02 Día del Veterano y de los Caídos en la Guerra de Malvinas
      05-01 Día del Trabajador
      05-25 Día de la Revolución de Mayo
      06-20 Paso a la Inmortalidad del General Belgrano
      06-21 Paso a la Inmortalidad del General Güemes
      07-09 Día de la Independencia
      08-16 Paso a la Inmortalidad del General San Martín
      10-11 Día del Respeto a la Diversidad Cultural
      11-20 Día de la Soberanía Nacional
      12-08 Inmaculada Concepción de María
      12-25 Navidad
      `,
    ),
  },
]
