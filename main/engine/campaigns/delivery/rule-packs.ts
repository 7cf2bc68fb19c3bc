import type { z } from 'zod'
import type { rulePackSchema } from '../../../../shared/contract/campaigns/delivery.ts'
import type { ContactRulePack } from '../../../../shared/domain/contact-rules/pack.ts'
import {
  CONTACT_RULE_PACK_IDS,
  CONTACT_RULE_PACKS,
  type ContactRulePackId,
  defaultPackFor,
} from '../../../../shared/domain/contact-rules/packs.ts'
import type { EngineContext } from '../../core/context.ts'

function isPackId(id: string): id is ContactRulePackId {
  return (CONTACT_RULE_PACK_IDS as readonly string[]).includes(id)
}

/** The pack of an id; that of the country where the id is unknown, as after a pack was renamed. */
export function packOf(id: string, country: string | null): ContactRulePack {
  return isPackId(id) ? CONTACT_RULE_PACKS[id] : defaultPackFor(country)
}

export function listRulePacks(ctx: EngineContext): z.infer<typeof rulePackSchema>[] {
  const recommended = defaultPackFor(ctx.workspace().country).id
  return CONTACT_RULE_PACK_IDS.map((id) => {
    const pack = CONTACT_RULE_PACKS[id]
    return {
      key: id,
      recommended: id === recommended,
      pack,
    }
  })
}
