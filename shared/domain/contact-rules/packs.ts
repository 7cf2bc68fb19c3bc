import type { ContactChannel, ContactRulePack, FrequencyRule, HoursRule } from './pack.ts'
import { CONTACT_CHANNELS } from './pack.ts'

export const CONTACT_RULE_PACK_IDS = [
  'CO-literal',
  'CO-strict',
  'CL',
  'EC',
  'PE',
  'MX',
  'US',
  'none',
] as const
export type ContactRulePackId = (typeof CONTACT_RULE_PACK_IDS)[number]

const ALL: ContactChannel[] = [...CONTACT_CHANNELS]
const REVIEWED = '2026-11-20'

type Hours = [from: number, to: number]
const hour = (from: number, to: number): Hours => [from * 60, to * 60]

function week(weekday: Hours | null, saturday: Hours | null, sunday: Hours | null): (Hours | null)[] {
  return [weekday, weekday, weekday, weekday, weekday, saturday, sunday]
}

const LEY_2300 = 'Ley 2300 de 2023, art. 3'

const colombianHours: HoursRule = {
  channels: ALL,
  byWeekday: week(hour(7, 19), hour(8, 15), null),
  excludesHolidays: true,
  article: LEY_2300,
}

/**
 * "Una vez establecido un contacto directo": from then on one channel in a week and one contact in a day. A week
 * is any seven consecutive dates, which keeps to the calendar week as well.
 */
const afterDirectContact: FrequencyRule[] = [
  {
    kind: 'at_most',
    reason: 'daily_limit_of_contacts',
    channels: ALL,
    counted: 'together',
    count: 1,
    days: 1,
    afterDirectContact: true,
    article: LEY_2300,
  },
  {
    kind: 'one_channel',
    reason: 'other_channel_in_use',
    channels: ALL,
    days: 7,
    afterDirectContact: true,
    article: LEY_2300,
  },
]

const colombiaLiteral: ContactRulePack = {
  id: 'CO-literal',
  version: 1,
  country: 'CO',
  source: 'Colombia, Ley 2300 de 2023',
  inForceSince: '2023-10-10',
  reviewedOn: REVIEWED,
  legalAdvice: false,
  hours: [colombianHours],
  frequency: afterDirectContact,
  duties: [],
}

const colombiaStrict: ContactRulePack = {
  ...colombiaLiteral,
  id: 'CO-strict',
  frequency: [
    {
      kind: 'at_most',
      reason: 'weekly_limit_of_contacts',
      channels: ['email'],
      counted: 'each',
      count: 1,
      days: 7,
      afterDirectContact: false,
      article: `${LEY_2300} (lectura estricta)`,
    },
    ...afterDirectContact,
  ],
}

const chile: ContactRulePack = {
  id: 'CL',
  version: 1,
  country: 'CL',
  source: 'Chile, Ley 19.496 art. 37, modificado por Ley 21.320',
  inForceSince: '2021-04-20',
  reviewedOn: REVIEWED,
  legalAdvice: false,
  hours: [
    {
      channels: ALL,
      byWeekday: week(hour(8, 20), hour(8, 20), null),
      excludesHolidays: true,
      article: 'Ley 19.496, art. 37, y art. 59 del Código de Procedimiento Civil',
    },
  ],
  frequency: [
    {
      kind: 'at_most',
      reason: 'weekly_limit_of_contacts',
      channels: ['email', 'sms', 'im'],
      counted: 'together',
      count: 2,
      days: 7,
      afterDirectContact: false,
      article: 'Ley 19.496, art. 37 (Ley 21.320)',
    },
    {
      kind: 'apart',
      reason: 'too_soon',
      channels: ['email', 'sms', 'im'],
      days: 2,
      afterDirectContact: false,
      article: 'Ley 19.496, art. 37 (Ley 21.320)',
    },
    {
      kind: 'at_most',
      reason: 'weekly_limit_of_contacts',
      channels: ['call', 'visit'],
      counted: 'together',
      count: 1,
      days: 7,
      afterDirectContact: false,
      article: 'Ley 19.496, art. 37 (Ley 21.320)',
    },
  ],
  duties: [],
}

const ecuador: ContactRulePack = {
  id: 'EC',
  version: 1,
  country: 'EC',
  source: 'Ecuador, Ley Orgánica de Defensa del Consumidor, art. 49',
  inForceSince: '2022',
  reviewedOn: REVIEWED,
  legalAdvice: false,
  hours: [
    {
      channels: ALL,
      byWeekday: week(hour(7, 20), null, null),
      excludesHolidays: true,
      article: 'LODC, art. 49',
    },
  ],
  frequency: [
    {
      kind: 'at_most',
      reason: 'daily_limit_of_contacts',
      channels: ALL,
      counted: 'each',
      count: 1,
      days: 1,
      afterDirectContact: false,
      article: 'LODC, art. 49',
    },
  ],
  duties: [],
}

const peru: ContactRulePack = {
  id: 'PE',
  version: 1,
  country: 'PE',
  source: 'Perú, Ley 29571, Código de Protección y Defensa del Consumidor, art. 62',
  inForceSince: '2010-10-02',
  reviewedOn: REVIEWED,
  legalAdvice: false,
  hours: [
    {
      channels: ['call', 'visit'],
      byWeekday: week(hour(7, 20), null, null),
      excludesHolidays: true,
      article: 'Ley 29571, art. 62',
    },
  ],
  frequency: [],
  duties: [],
}

const mexico: ContactRulePack = {
  id: 'MX',
  version: 1,
  country: 'MX',
  source: 'México, disposiciones de Profeco y Condusef para despachos de cobranza',
  inForceSince: '2014',
  reviewedOn: REVIEWED,
  legalAdvice: false,
  hours: [
    {
      channels: ALL,
      byWeekday: week(hour(7, 22), null, null),
      excludesHolidays: true,
      article: 'Disposiciones de Condusef y Profeco, días hábiles de 7 a 22',
    },
  ],
  frequency: [],
  duties: [],
}

const unitedStates: ContactRulePack = {
  id: 'US',
  version: 1,
  country: 'US',
  source: 'United States, Regulation F (12 CFR part 1006)',
  inForceSince: '2021-11-30',
  reviewedOn: REVIEWED,
  legalAdvice: false,
  hours: [
    {
      channels: ALL,
      byWeekday: week(hour(8, 21), hour(8, 21), hour(8, 21)),
      excludesHolidays: false,
      article: '12 CFR § 1006.6(b)(1)',
    },
  ],
  frequency: [],
  duties: [{ duty: 'opt_out', article: '12 CFR § 1006.6(e)' }],
}

const none: ContactRulePack = {
  id: 'none',
  version: 1,
  country: null,
  source: '',
  inForceSince: null,
  reviewedOn: REVIEWED,
  legalAdvice: false,
  hours: [],
  frequency: [],
  duties: [],
}

export const CONTACT_RULE_PACKS: Readonly<Record<ContactRulePackId, ContactRulePack>> = {
  'CO-literal': colombiaLiteral,
  'CO-strict': colombiaStrict,
  CL: chile,
  EC: ecuador,
  PE: peru,
  MX: mexico,
  US: unitedStates,
  none,
}

const DEFAULTS: Readonly<Record<string, ContactRulePackId>> = {
  CO: 'CO-strict',
  CL: 'CL',
  EC: 'EC',
  PE: 'PE',
  MX: 'MX',
  US: 'US',
}

/** The pack a debtor's country asks for; the strict reading where there are two. */
export function defaultPackFor(country: string | null): ContactRulePack {
  return CONTACT_RULE_PACKS[(country && DEFAULTS[country]) || 'none']
}
