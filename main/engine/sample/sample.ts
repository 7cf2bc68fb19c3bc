import { instantOf, localDayAt, weekdayOf } from '../../../shared/domain/zoned-time.ts'
import type { NewWorkspace } from '../core/access/request.ts'
import type { Actor } from '../core/actor.ts'
import { VirtualClock } from '../core/clock.ts'
import type { EngineContext, Feature } from '../core/context.ts'
import type { Log } from '../core/log.ts'
import { seededRandom } from '../core/random.ts'
import type { KeyStore } from '../core/secrets/secrets.ts'
import { createEngine } from '../engine.ts'
import { importedDraft } from './campaigns.ts'
import { addClients, addCollectionsAccount, addStaff } from './firm.ts'
import { consoleOf } from './person.ts'
import { liveUntil } from './time.ts'

export interface SampleOptions {
  folder: string
  id: string
  keyStore: KeyStore
  features: readonly Feature[]
  log: Log
  /** The firm of the sample and its admin. */
  workspace: NewWorkspace
  /** Writes what a new workspace begins with. */
  found: (ctx: EngineContext) => Promise<void>
  language: 'es' | 'en'
  seed: number
  /** The present in ms UTC, where the sample's history ends. */
  now: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** What would only slow the making down: watching, copying and sweeping a firm that is days old. */
const leftOut = new Set(['backups', 'housekeeping', 'monitors'])

/**
 * Makes the sample workspace by living it: the real engine on a virtual clock that starts four
 * weeks ago, with messages over the real sandbox server. What it shows later is therefore what
 * the console itself wrote, and the same seed gives the same firm.
 */
export async function makeSample(options: SampleOptions): Promise<void> {
  const { folder, id, keyStore, log, workspace, language, seed, now } = options
  const { admin: _admin, ...info } = workspace
  const random = seededRandom(seed)
  const clock = new VirtualClock(openingBefore(now - 26 * DAY, info.zone))
  const engine = await createEngine({
    folder,
    keyStore,
    log,
    clock,
    random,
    durability: 'NORMAL',
    info: { ...info, id, sample: true },
    features: options.features.filter((feature) => !leftOut.has(feature.name)),
  })
  const { ctx } = engine
  try {
    await options.found(ctx)
    await engine.start()
    const people = addStaff(ctx, language)
    addCollectionsAccount(ctx, language)
    // Signed in anew each time: a session does not outlive the days between.
    const signIn = (actor: Actor) => consoleOf(ctx, actor)
    let manager = signIn(people.manager)

    await addClients(
      manager,
      random,
      language,
      people.staff.map(({ userId }) => userId),
    )

    const finished = { language, rows: 300, from: 1, at: clock.now(), troubles: true }
    await manager.campaigns.launch({ id: await importedDraft(ctx, manager, random, 'finished', finished) })
    await liveUntil(ctx, clock, openingBefore(now - 2 * DAY, info.zone))

    manager = signIn(people.manager)
    const underWay = { language, rows: 1_400, from: 1_001, at: clock.now() }
    await manager.campaigns.launch({ id: await importedDraft(ctx, manager, random, 'underWay', underWay) })
    await liveUntil(ctx, clock, Math.max(clock.now(), now - 2 * HOUR))

    manager = signIn(people.manager)
    const staff = signIn(people.staff[0] ?? people.manager)
    const asked = { language, rows: 90, from: 3_001, at: clock.now() }
    await staff.campaigns.launch({ id: await importedDraft(ctx, staff, random, 'asked', asked) })
    const ready = { language, rows: 4_200, from: 5_001, at: clock.now() }
    await importedDraft(ctx, manager, random, 'ready', ready)
    await liveUntil(ctx, clock, now)
    ctx.db.write((tx) => tx.sqlRun('DELETE FROM sessions'))
  } finally {
    const stopped = engine.stop()
    await clock.advance(10_000)
    await stopped
  }
}

/** Half past eight in the morning of that day, or of the last working day before it. */
function openingBefore(at: number, zone: string): number {
  let day = localDayAt(zone, at)
  while (weekdayOf(day) > 5) day -= 1
  return instantOf(zone, day, 8 * 60 + 30, 'first')
}
