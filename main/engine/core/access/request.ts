import type { DesktopSettings, Instruction } from '../../../../shared/contract/desktop.ts'
import type { EngineContext } from '../context.ts'
import type { Log } from '../log.ts'

/** Where a caller's session token is kept: a cookie in a browser, memory in the desktop window. */
export interface SessionCarrier {
  get(): string | undefined
  set(token: string, expiresAt: number): void
  clear(): void
}

/** A workspace this host knows, open or not. */
export interface KnownWorkspace {
  id: string
  name: string
  sample: boolean
  open: boolean
  lastOpenedAt: number | null
  /** Why it could not be opened the last time it was tried. */
  problem: { reason: string; params?: Record<string, string | number> } | null
}

export interface NewWorkspace {
  name: string
  country: string
  locale: string
  zone: string
  currency: string
  admin: {
    signInName: string
    name: string
    email: string | null
    password: string | null
    language: 'es' | 'en'
  }
}

/** What a host offers around the workspace that is open: choosing, creating, restoring. */
export interface WorkspaceHost {
  current(): EngineContext | null
  list(): KnownWorkspace[]
  open(id: string): Promise<EngineContext>
  create(workspace: NewWorkspace): Promise<EngineContext>
  /** Opens the sample workspace, making it first when there is none or `fresh` is set. */
  openSample(language: 'es' | 'en', fresh?: boolean): Promise<EngineContext>
  /** Opens a copy of a backup: a path, or the name of a file among the backups of a workspace. */
  restore(backup: string | { workspaceId: string; file: string }): Promise<EngineContext>
  remove(id: string): Promise<void>
  close(): Promise<void>
}

/** What the desktop app offers its own window. */
export interface DesktopSurface {
  settings(): DesktopSettings
  /** Changes what is given and returns how it is now. */
  saveSettings(change: {
    startAtLogin?: boolean | undefined
    closeToTray?: boolean | undefined
  }): DesktopSettings
  /** What the page is to do, until the signal: it ends with the window. */
  instructions(signal: AbortSignal | undefined): AsyncGenerator<Instruction>
}

/** What every procedure is called with, over any transport. A plain object: oRPC copies it. */
export interface RequestContext {
  via: 'desktop' | 'browser' | 'api'
  host: WorkspaceHost
  session: SessionCarrier
  /** Token of an `Authorization: Bearer` header; only `/api/v1` reads it. */
  apiKey: string | undefined
  /**
   * The caller sits at this machine: the desktop window, or a browser that came with the one-time
   * token this host printed. It may choose and create workspaces without having signed in.
   */
  trusted: boolean
  /** Exchanges a one-time token for trust; false when it was used or never given out. */
  redeem(token: string): boolean
  /** Address of the caller, for rate limits and the log. */
  remote: string
  /** What the caller says it is, in a few words: `Chrome, Windows`. */
  device?: string
  /** Of the desktop app around this window; absent elsewhere. */
  desktop?: DesktopSurface
  log: Log
}
