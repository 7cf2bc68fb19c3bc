import type { MenuItemConstructorOptions } from 'electron'
import type { Approval } from '../../../shared/contract/approvals.ts'
import type { Language } from '../../../shared/i18n/index.ts'
import { sentence } from '../../../shared/i18n/sentence.ts'

/** How things stand, in the order in which one hides the other. */
export type TrayState = 'needs' | 'paused' | 'well'

/** What the tray shows of the workspace that is open. */
export interface TrayView {
  language: Language
  state: TrayState
  /** Null: none is open, or nobody has signed in. */
  workspace: string | null
  /** Those the person may decide, the soonest to expire first. */
  approvals: readonly Approval[]
  pausedCampaigns: number
  now: number
}

export interface TrayActions {
  show(): void
  open(path: string): void
  /** Asks once more, then approves exactly what `approval` says. */
  approve(approval: Approval): void
  quit(): void
}

/** More than these are a line that leads to the page. */
const MOST = 8
const HOUR = 3_600_000
const separator: MenuItemConstructorOptions = { type: 'separator' }

/** The line shown when the pointer rests on the icon, and first in the menu. */
export function trayTitle(view: TrayView): string {
  const { language, state, approvals, pausedCampaigns } = view
  if (state === 'needs') return sentence(language, 'desktop:tray.needs', { count: approvals.length })
  if (state === 'well') return sentence(language, 'desktop:tray.well')
  return view.workspace === null
    ? sentence(language, 'desktop:tray.closed')
    : sentence(language, 'desktop:tray.paused', { count: pausedCampaigns })
}

/** The tray's menu: how things stand, what waits for a decision, the way in and out. */
export function trayMenu(view: TrayView, actions: TrayActions): MenuItemConstructorOptions[] {
  const { language, approvals } = view
  const rest = approvals.length - MOST
  return [
    ...(view.workspace === null ? [] : [{ label: plain(view.workspace), enabled: false }]),
    { label: trayTitle(view), enabled: false },
    separator,
    ...approvals.slice(0, MOST).map((approval) => approvalEntry(view, approval, actions)),
    ...(rest > 0
      ? [
          {
            label: sentence(language, 'desktop:tray.more', { count: rest }),
            click: () => actions.open('/approvals'),
          },
        ]
      : []),
    ...(approvals.length > 0 ? [separator] : []),
    { label: sentence(language, 'desktop:tray.open'), click: actions.show },
    { label: sentence(language, 'desktop:menu.quit'), click: actions.quit },
  ]
}

function approvalEntry(view: TrayView, approval: Approval, actions: TrayActions): MenuItemConstructorOptions {
  const t = view.language
  const name = approval.requestedByName
  return {
    label: `${plain(approval.title)} · ${timeLeft(view, approval.expiresAt)}`,
    submenu: [
      { label: plain(approval.summary), enabled: false },
      ...(name === null
        ? []
        : [{ label: sentence(t, 'desktop:tray.askedBy', { name: plain(name) }), enabled: false }]),
      separator,
      { label: sentence(t, 'desktop:tray.review'), click: () => actions.open(`/approvals/${approval.id}`) },
      { label: sentence(t, 'desktop:tray.approve'), click: () => actions.approve(approval) },
    ],
  }
}

/** `3 h` or `25 min` until it expires. */
export function timeLeft({ language, now }: Pick<TrayView, 'language' | 'now'>, expiresAt: number): string {
  const left = Math.max(0, expiresAt - now)
  return left >= HOUR
    ? sentence(language, 'desktop:tray.hoursLeft', { hours: Math.floor(left / HOUR) })
    : sentence(language, 'desktop:tray.minutesLeft', { minutes: Math.ceil(left / 60_000) })
}

/** Menus take `&` for a letter to press; and a label is one line. */
function plain(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return (line.length > 90 ? `${line.slice(0, 89)}…` : line).replaceAll('&', '&&')
}
