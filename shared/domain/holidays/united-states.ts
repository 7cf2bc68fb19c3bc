import type { HolidayTable } from './table.ts'
import { holidays } from './table.ts'

const source =
  '5 U.S.C. § 6103 and Executive Order 11582: a holiday on Saturday is also observed on the Friday before, one ' +
  'on Sunday on the Monday after'

export const unitedStates: readonly HolidayTable[] = [
  {
    country: 'US',
    year: 2026,
    source,
    reviewedOn: '2026-11-20',
    days: holidays(
      2026,
      `
      01-01 New Year’s Day
      01-19 Birthday of Martin Luther King, Jr.
      02-16 Washington’s Birthday
      05-25 Memorial Day
      06-19 Juneteenth National Independence Day
      07-03 Independence Day (observed)
      07-04 Independence Day
      09-07 Labor Day
      10-12 Columbus Day
      11-11 Veterans Day
      11-26 Thanksgiving Day
      12-25 Christmas Day
      `,
    ),
  },
  {
    country: 'US',
    year: 2027,
    source,
    reviewedOn: '2026-11-20',
    note: 'New Year’s Day of 2028 is a Saturday and is observed on 31 December 2027.',
    days: holidays(
      2027,
      `
      01-01 New Year’s Day
      01-18 Birthday of Martin Luther King, Jr.
      02-15 Washington’s Birthday
      05-31 Memorial Day
      06-18 Juneteenth National Independence Day (observed)
      06-19 Juneteenth National Independence Day
      07-04 Independence Day
      07-05 Independence Day (observed)
      09-06 Labor Day
      10-11 Columbus Day
      11-11 Veterans Day
      11-25 Thanksgiving Day
      12-24 Christmas Day (observed)
      12-25 Christmas Day
      12-31 New Year’s Day (observed)
      `,
    ),
  },
]
