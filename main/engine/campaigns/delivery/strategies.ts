import type { z } from 'zod'
import type { storedStrategySchema } from '../../../../shared/contract/campaigns/delivery.ts'
import { problem } from '../../../../shared/contract/errors.ts'
import {
  DEFAULT_STRATEGIES,
  type DeliveryStrategy,
  KEEP_GROWING,
  STRATEGY_KINDS,
  type StrategyKind,
  strategySchema,
} from '../../../../shared/domain/strategies.ts'
import type { Actor } from '../../core/actor.ts'
import type { EngineContext } from '../../core/context.ts'
import { parseJson } from '../../core/storage/json.ts'
import type { ReadableDb } from '../../core/storage/database.ts'
import type { StrategiesTable } from '../tables.ts'

export type StoredStrategy = z.infer<typeof storedStrategySchema>

/** The parameters a strategy has in this workspace, with the option to keep growing if chosen. */
export function strategyInForce(db: ReadableDb, kind: StrategyKind, keepGrowing = false): DeliveryStrategy {
  const { strategy } = storedStrategy(db, kind)
  return keepGrowing && strategy.kind === 'ramp_up'
    ? { ...strategy, growth: strategy.growth ?? KEEP_GROWING }
    : strategy
}

export function listStrategies(ctx: EngineContext): StoredStrategy[] {
  return STRATEGY_KINDS.map((kind) => storedStrategy(ctx.db, kind))
}

function storedStrategy(db: ReadableDb, kind: StrategyKind): StoredStrategy {
  const row = db.sqlGet<StrategiesTable>('SELECT * FROM delivery_strategies WHERE kind = ?', [kind])
  const own = row && row.parameters !== '' ? parseJson(strategySchema, row.parameters) : undefined
  return {
    kind,
    strategy: own ?? DEFAULT_STRATEGIES[kind],
    edited: own !== undefined,
    version: row?.version ?? 0,
    updatedAt: row?.updatedAt ?? null,
  }
}

/**
 * Changes a strategy for campaigns planned from now on; null brings the product's own back. The bounds are the
 * schema's. Throws CONFLICT when somebody else changed it meanwhile.
 */
export function saveStrategy(
  ctx: EngineContext,
  actor: Actor,
  input: { kind: StrategyKind; version: number; strategy: DeliveryStrategy | null },
): StoredStrategy {
  return ctx.db.write((tx) => {
    const before = storedStrategy(tx, input.kind)
    if (before.version !== input.version) throw problem('CONFLICT', 'changed_meanwhile')
    if (input.strategy && input.strategy.kind !== input.kind)
      throw problem('INVALID', 'strategy_of_other_kind')
    tx.sqlRun(
      `INSERT INTO delivery_strategies (kind, parameters, version, updatedAt, updatedBy) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (kind) DO UPDATE SET parameters = excluded.parameters, version = excluded.version,
         updatedAt = excluded.updatedAt, updatedBy = excluded.updatedBy`,
      [
        input.kind,
        input.strategy ? JSON.stringify(input.strategy) : '',
        before.version + 1,
        ctx.clock.now(),
        actor.userId,
      ],
    )
    ctx.audit.record(tx, {
      actor,
      action: 'strategy.update',
      subjectType: 'strategy',
      subjectId: input.kind,
      before: before.strategy,
      after: input.strategy ?? DEFAULT_STRATEGIES[input.kind],
    })
    ctx.live.touch(tx, 'campaigns')
    return storedStrategy(tx, input.kind)
  })
}
