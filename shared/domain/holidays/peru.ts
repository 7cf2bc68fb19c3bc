import type { HolidayTable } from './table.ts'
import { holidays } from './table.ts'

const source =
  'Decreto Legislativo 713 art. 6 y Leyes 31381 (9 de diciembre), 31530 (6 de agosto), 31788 (7 de junio) y ' +
  '31822 (23 de julio). Sin los días no laborables del sector público.'

const fixed = {
  beforeEaster: '01-01 Año Nuevo',
  afterEaster: `05-01 Día del Trabajo
      06-07 Batalla de Arica y Día de la Bandera
      06-29 San Pedro y San Pablo
      07-23 Día de la Fuerza Aérea
      07-28 Fiestas Patrias
      07-29 Fiestas Patrias
      08-06 Batalla de Junín
      08-30 Santa Rosa de Lima
      10-08 Combate de Angamos
      11-01 Todos los Santos
      12-08 Inmaculada Concepción
      12-09 Batalla de Ayacucho
      12-25 Navidad`,
}

const year = (number: number, holyWeek: string): HolidayTable => ({
  country: 'PE',
  year: number,
  source,
  reviewedOn: '2026-11-20',
  days: holidays(number, `${fixed.beforeEaster}\n${holyWeek}\n${fixed.afterEaster}`),
})

export const peru: readonly HolidayTable[] = [
  year(2026, '04-02 Jueves Santo\n04-03 Viernes Santo'),
  year(2027, '03-25 Jueves Santo\n03-26 Viernes Santo'),
]
