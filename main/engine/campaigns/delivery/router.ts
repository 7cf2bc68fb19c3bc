import { authorized, os } from '../../core/access/procedures.ts'
import { getDomain, listDomains } from './domains.ts'
import { getHolidayTable, listHolidayTables, saveHolidayTable } from './holidays.ts'
import { listRulePacks } from './rule-packs.ts'
import { listStrategies, saveStrategy } from './strategies.ts'

const d = os.campaigns.delivery
const read = authorized('campaigns:read')
const settings = authorized('settings:write')

export const deliveryRouter = d.router({
  strategies: d.strategies.use(read).handler(({ context }) => listStrategies(context.engine)),
  saveStrategy: d.saveStrategy
    .use(settings)
    .handler(({ context, input }) => saveStrategy(context.engine, context.actor, input)),
  domains: d.domains.use(read).handler(({ context }) => listDomains(context.engine, context.actor)),
  domain: d.domain
    .use(read)
    .handler(({ context, input }) => getDomain(context.engine, context.actor, input.domain)),
  rulePacks: d.rulePacks.use(read).handler(({ context }) => listRulePacks(context.engine)),
  holidayTables: d.holidayTables.use(read).handler(({ context }) => listHolidayTables(context.engine)),
  holidayTable: d.holidayTable
    .use(read)
    .handler(({ context, input }) => getHolidayTable(context.engine.db, input.country, input.year)),
  saveHolidayTable: d.saveHolidayTable
    .use(settings)
    .handler(({ context, input }) => saveHolidayTable(context.engine, context.actor, input)),
})
