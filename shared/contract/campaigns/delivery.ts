import { z } from 'zod'
import { contactRulePackSchema } from '../../domain/contact-rules/pack.ts'
import { holidayTableSchema } from '../../domain/holidays/table.ts'
import { STRATEGY_KINDS, strategySchema } from '../../domain/strategies.ts'
import { dateSchema, idSchema, instantSchema, procedure } from '../base.ts'

const count = z.number().int()

const route = (method: 'GET' | 'PUT' | 'DELETE', path: `/${string}`, summary: string) => ({
  method,
  path,
  tags: ['delivery'],
  summary,
})

export const storedStrategySchema = z.object({
  kind: z.enum(STRATEGY_KINDS),
  strategy: strategySchema,
  /** Differs from the product's own. */
  edited: z.boolean(),
  version: z.number().int(),
  updatedAt: instantSchema.nullable(),
})

export const sendingDomainSchema = z.object({
  domain: z.string(),
  /** 1 on its first sending day; counts days on which the domain sent, whatever the campaign. */
  warmupDay: count,
  warmedUp: z.boolean(),
  hasIssues: z.boolean(),
  recommended: z.enum(STRATEGY_KINDS),
  /** Local date of the workspace. */
  today: dateSchema,
  /** Null while no running campaign uses the domain. */
  limit: count.nullable(),
  used: count,
  accepted: count,
  remaining: count.nullable(),
  /** Running campaigns that share the day, oldest first. */
  campaigns: z.array(z.object({ id: idSchema, name: z.string() })),
})

export const rulePackSchema = z.object({
  key: z.string(),
  /** Hours, frequency, duties, source and dates: shown as it is, with the note that it is no legal advice. */
  pack: contactRulePackSchema,
  /** Default for the workspace's country. */
  recommended: z.boolean(),
})

export const storedHolidayTableSchema = z.object({
  table: holidayTableSchema,
  edited: z.boolean(),
  version: z.number().int(),
})

/** What every campaign of the workspace is delivered by. */
export const delivery = {
  strategies: procedure
    .route(route('GET', '/delivery/strategies', 'Delivery strategies'))
    .output(z.array(storedStrategySchema)),
  saveStrategy: procedure
    .route(
      route(
        'PUT',
        '/delivery/strategies/{kind}',
        'Change a strategy within its bounds; null restores the defaults',
      ),
    )
    .input(
      z.object({
        kind: z.enum(STRATEGY_KINDS),
        version: z.number().int(),
        strategy: strategySchema.nullable(),
      }),
    )
    .output(storedStrategySchema),
  domains: procedure
    .route(route('GET', '/delivery/domains', 'Sending domains with what is left of today'))
    .output(z.array(sendingDomainSchema)),
  domain: procedure
    .route(route('GET', '/delivery/domains/{domain}', 'One sending domain'))
    .input(z.object({ domain: z.string().max(253) }))
    .output(sendingDomainSchema),
  rulePacks: procedure
    .route(route('GET', '/delivery/rule-packs', 'Contact-rule packs with source and date'))
    .output(z.array(rulePackSchema)),
  holidayTables: procedure
    .route(route('GET', '/delivery/holidays', 'Years and countries with a table of holidays'))
    .output(z.array(z.object({ country: z.string(), year: count, days: count, edited: z.boolean() }))),
  holidayTable: procedure
    .route(route('GET', '/delivery/holidays/{country}/{year}', 'Holidays of a country and year'))
    .input(z.object({ country: z.string().length(2), year: z.coerce.number().int() }))
    .output(storedHolidayTableSchema),
  saveHolidayTable: procedure
    .route(
      route(
        'PUT',
        '/delivery/holidays/{country}/{year}',
        'Change or add a table; null restores the product’s own',
      ),
    )
    .input(
      z.object({
        country: z.string().length(2),
        year: z.coerce.number().int(),
        version: z.number().int(),
        table: holidayTableSchema.nullable(),
      }),
    )
    .output(storedHolidayTableSchema.nullable()),
}
