import type {
  DesktopSurface,
  RequestContext,
  SessionCarrier,
  WorkspaceHost,
} from '../engine/core/access/request.ts'
import type { Log } from '../engine/core/log.ts'

const systems: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'macOS',
  linux: 'Linux',
  win32: 'Windows',
}

interface SessionParts {
  host: WorkspaceHost
  desktop: DesktopSurface
  log: Log
  platform: NodeJS.Platform
  /** Somebody signed in or out. */
  onChange: () => void
}

/**
 * What the window's calls are made with: the person sits at this machine, and their session lives in memory
 * for as long as the app runs, also while the window is closed.
 */
export function windowSession({ host, desktop, log, platform, onChange }: SessionParts): RequestContext {
  let token: string | undefined
  const session: SessionCarrier = {
    get: () => token,
    set(next) {
      token = next
      onChange()
    },
    clear() {
      token = undefined
      onChange()
    },
  }
  return {
    via: 'desktop',
    host,
    session,
    apiKey: undefined,
    trusted: true,
    redeem: () => false,
    remote: 'desktop',
    device: `Despacho, ${systems[platform] ?? platform}`,
    desktop,
    log,
  }
}
