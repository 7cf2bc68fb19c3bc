import { z } from 'zod'
import { type Monitor, monitorRuleSchema } from '../../../shared/contract/monitors.ts'
import { notFound } from '../../../shared/contract/errors.ts'
import { defaultMonitors, type MonitorRule } from '../../../shared/domain/monitors.ts'
import { type Actor, systemActor } from '../core/actor.ts'
import type { EngineContext } from '../core/context.ts'
import { readSetting, writeSetting } from '../core/workspace.ts'
import { createMeasure, type Figures } from './measure.ts'

const MINUTE = 60_000

declare module '../core/context.ts' {
  interface Services {
    monitors: MonitorService
  }
}

/** Evaluates the rules once a minute, and remembers since when each figure has been beyond its limit. */
export interface MonitorService {
  list(): Monitor[]
  /** The figures as last read. */
  figures(): Figures
  start(): void
  stop(): void
}

interface State {
  beyondSince: number | null
  raisedAt: number | null
}

const stored = z.record(z.string(), monitorRuleSchema.partial())

/** The rules with what an admin changed. */
export function monitorRules(ctx: EngineContext): MonitorRule[] {
  const changes = readSetting(ctx.db, 'monitors', stored) ?? {}
  return defaultMonitors.map((rule) => monitorRuleSchema.parse({ ...rule, ...changes[rule.id] }))
}

/** Changes a rule. Throws NOT_FOUND for one that does not exist. */
export function updateMonitor(
  ctx: EngineContext,
  actor: Actor,
  change: { id: string } & { [Key in keyof MonitorRule]?: MonitorRule[Key] | undefined },
): Monitor {
  const before = monitorRules(ctx).find((rule) => rule.id === change.id)
  if (!before) throw notFound('monitor')
  ctx.db.write((tx) => {
    const changes = readSetting(tx, 'monitors', stored) ?? {}
    const next = { ...changes, [change.id]: { ...changes[change.id], ...change } }
    writeSetting(tx, 'monitors', next, { at: ctx.clock.now(), userId: actor.userId })
    ctx.audit.record(tx, {
      actor,
      action: 'monitor.update',
      subjectType: 'monitor',
      subjectId: change.id,
      before,
      after: change,
    })
    ctx.live.touch(tx, 'monitors')
  })
  const after = ctx.services.monitors.list().find((monitor) => monitor.id === change.id)
  if (!after) throw notFound('monitor')
  return after
}

export function createMonitors(ctx: EngineContext): MonitorService {
  const measure = createMeasure(ctx)
  const states = new Map<string, State>()
  let figures: Figures = measure.read()
  let alarm: { cancel(): void } | undefined

  const evaluate = (rule: MonitorRule) => {
    const state = states.get(rule.id) ?? { beyondSince: null, raisedAt: null }
    states.set(rule.id, state)
    const now = ctx.clock.now()
    const value = figures[rule.metric]
    if (!rule.enabled || value === null || !isBeyond(rule, value)) {
      state.beyondSince = null
      return
    }
    state.beyondSince ??= now
    const held = now - state.beyondSince >= rule.windowMinutes * MINUTE
    const rested = state.raisedAt === null || now - state.raisedAt >= rule.cooldownMinutes * MINUTE
    if (!held || !rested) return
    state.raisedAt = now
    ctx.db.write((tx) =>
      ctx.events.emit(tx, {
        type: 'monitor.raised',
        subjectType: 'monitor',
        subjectId: rule.id,
        actor: systemActor,
        payload: { monitor: rule.id, value: Math.round(value * 10) / 10, limit: rule.limit },
      }),
    )
  }

  const look = () => {
    try {
      figures = measure.read()
      for (const rule of monitorRules(ctx)) evaluate(rule)
      ctx.live.announce('monitors')
    } catch (error) {
      ctx.log.error({ error }, 'monitors failed')
    }
    alarm = ctx.clock.alarm(ctx.clock.now() + MINUTE, look)
  }

  return {
    figures: () => figures,
    list: () =>
      monitorRules(ctx).map((rule) => {
        const { beyondSince, raisedAt } = states.get(rule.id) ?? { beyondSince: null, raisedAt: null }
        return Object.assign(rule, { value: figures[rule.metric], beyondSince, raisedAt })
      }),
    start() {
      alarm = ctx.clock.alarm(ctx.clock.now() + MINUTE, look)
    },
    stop() {
      alarm?.cancel()
      measure.stop()
    },
  }
}

function isBeyond(rule: MonitorRule, value: number): boolean {
  return rule.direction === 'above' ? value > rule.limit : value < rule.limit
}
