import type { OpenDraft } from '../draft.ts'
import { SaveProblem } from '../save-state.tsx'
import { AccountChoice } from './account-choice.tsx'
import classes from './delivery.module.css'
import { OrderChoice } from './order-choice.tsx'
import { RulesChoice } from './rules-choice.tsx'
import { StartChoice } from './start-choice.tsx'
import { StrategyChoice } from './strategy-choice.tsx'
import { WindowForm } from './window-form.tsx'

/** From where, how fast, when, and under which rules. */
export function DeliveryStep({ draft }: { draft: OpenDraft }) {
  return (
    <>
      <SaveProblem draft={draft} />
      <AccountChoice draft={draft} />
      <StrategyChoice draft={draft} />
      <WindowForm draft={draft} />
      <RulesChoice draft={draft} />
      <div className={classes.pair}>
        <StartChoice draft={draft} />
        <OrderChoice draft={draft} />
      </div>
    </>
  )
}
