import { problem } from '../../../shared/contract/errors.ts'
import { os, trustedProcedure } from '../core/access/procedures.ts'
import type { DesktopSurface, RequestContext } from '../core/access/request.ts'

/** The window's own app; throws UNAVAILABLE in a browser. */
function desktopOf(request: RequestContext): DesktopSurface {
  if (!request.desktop) throw problem('UNAVAILABLE', 'desktop_only')
  return request.desktop
}

export const desktopRouter = os.desktop.router({
  settings: os.desktop.settings.use(trustedProcedure).handler(({ context }) => desktopOf(context).settings()),
  saveSettings: os.desktop.saveSettings
    .use(trustedProcedure)
    .handler(({ context, input }) => desktopOf(context).saveSettings(input)),
  instructions: os.desktop.instructions
    .use(trustedProcedure)
    .handler(({ context, signal }) => desktopOf(context).instructions(signal)),
})
