import type { Approval } from '../../../shared/contract/approvals.ts'
import type { Language } from '../../../shared/i18n/index.ts'
import { listApprovals } from '../../engine/approvals/queries.ts'
import { listCampaigns } from '../../engine/campaigns/queries.ts'
import type { WorkspaceHost } from '../../engine/core/access/request.ts'
import { actorOfSession, actorOfUser } from '../../engine/core/access/sessions.ts'
import { type Actor, may } from '../../engine/core/actor.ts'
import type { Alarm, Clock } from '../../engine/core/clock.ts'
import type { EngineContext } from '../../engine/core/context.ts'
import { type DesktopSurface, followNotifications } from '../../engine/notifications/desktop.ts'
import { findUser, languageOfUser } from '../../engine/session/queries.ts'
import type { TrayView } from './tray-menu.ts'

const MINUTE = 60_000
const watched: ReadonlySet<string> = new Set(['approvals', 'campaigns', 'session', 'settings', 'users'])

/** How the person wants the app to look and speak. */
export interface Manner {
  language: Language
  theme: 'auto' | 'light' | 'dark'
}

interface FollowParts {
  host: Pick<WorkspaceHost, 'current'>
  token: () => string | undefined
  clock: Clock
  systemLanguage: Language
  tray: (view: TrayView) => void
  toasts: DesktopSurface & { clear(): void }
  manner: (manner: Manner) => void
}

export interface Follower {
  /** Another workspace was opened, or somebody signed in or out. */
  refresh(): void
  /** Who is signed in at the window, in the workspace that is open. */
  person(): { ctx: EngineContext; actor: Actor } | undefined
}

/**
 * Keeps tray, notifications, menus and theme true for whoever is signed in at the window, also while it is
 * closed: as changes commit, and each minute while something expires.
 */
export function createFollower(parts: FollowParts): Follower {
  const { host, clock } = parts
  let stop: () => void = () => undefined
  const person = () => {
    const ctx = host.current()
    const token = parts.token()
    const actor = ctx && token !== undefined ? actorOfSession(ctx, token) : undefined
    return ctx && actor ? { ctx, actor } : undefined
  }
  const nobody = () => {
    parts.toasts.clear()
    parts.toasts.badge(0)
    parts.manner({ language: parts.systemLanguage, theme: 'auto' })
    parts.tray({ ...nothing, language: parts.systemLanguage, now: clock.now() })
  }
  const follow = (ctx: EngineContext, userId: string) => {
    let alarm: Alarm | undefined
    const look = () => {
      alarm?.cancel()
      const actor = actorOfUser(ctx.db, userId)
      if (!actor) {
        stop()
        return nobody()
      }
      const manner = mannerOf(ctx, userId)
      parts.manner(manner)
      const view = viewOf(ctx, actor, manner.language)
      parts.tray(view)
      if (view.approvals.length > 0) alarm = clock.alarm(clock.now() + MINUTE, look)
    }
    const stopListening = ctx.live.listen((changes) => {
      if (changes.some(({ topic }) => watched.has(topic))) look()
    })
    const stopNotifications = followNotifications(ctx, userId, parts.toasts)
    stop = () => {
      stopListening()
      stopNotifications()
      alarm?.cancel()
      stop = () => undefined
    }
    look()
  }
  return {
    person,
    refresh() {
      stop()
      const present = person()
      if (present?.actor.userId) follow(present.ctx, present.actor.userId)
      else nobody()
    },
  }
}

const nothing: Omit<TrayView, 'language' | 'now'> = {
  state: 'paused',
  workspace: null,
  approvals: [],
  pausedCampaigns: 0,
}

function mannerOf(ctx: EngineContext, userId: string): Manner {
  const user = findUser(ctx.db, userId)
  return { language: languageOfUser(user, ctx.workspace().locale), theme: user?.theme ?? 'auto' }
}

function viewOf(ctx: EngineContext, actor: Actor, language: Language): TrayView {
  const approvals = decidableBy(ctx, actor)
  const pausedCampaigns = may(actor, 'campaigns:read')
    ? listCampaigns(ctx, actor, { limit: 50, status: 'paused' }).items.length
    : 0
  return {
    language,
    state: approvals.length > 0 ? 'needs' : pausedCampaigns > 0 ? 'paused' : 'well',
    workspace: ctx.workspace().name,
    approvals,
    pausedCampaigns,
    now: ctx.clock.now(),
  }
}

function decidableBy(ctx: EngineContext, actor: Actor): Approval[] {
  if (!may(actor, 'approvals:read')) return []
  return listApprovals(ctx, actor, { limit: 200, status: ['pending'] })
    .items.filter((approval) => approval.mayDecide)
    .sort((a, b) => a.expiresAt - b.expiresAt)
}
