import type { App, PowerMonitor } from 'electron'
import type { Clock } from '../../engine/core/clock.ts'
import type { Log } from '../../engine/core/log.ts'
import { readArguments } from '../arguments.ts'
import { placeOfDeepLink } from '../page/links.ts'

/** A part that has not stopped by then is left to the system; nothing is lost, as after a power cut. */
const PATIENCE = 15_000

/** Ending the app: once, after the engine has stopped. */
export interface Ending {
  /** Whether the end has begun: windows close for good now. */
  begun(): boolean
  /** Stops the engine; then whoever asked may end the app. */
  stop(): Promise<void>
}

/** Holds every way of quitting back until `stop` is done. */
export function endAfter(app: Pick<App, 'on' | 'quit'>, stop: () => Promise<void>): Ending {
  let stopped = false
  let stopping: Promise<void> | undefined
  const stopOnce = () =>
    (stopping ??= Promise.race([
      stop(),
      new Promise<void>((late) => setTimeout(late, PATIENCE).unref()),
    ]).finally(() => (stopped = true)))
  app.on('before-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    if (stopping) return
    void stopOnce().then(
      () => app.quit(),
      () => app.quit(),
    )
  })
  // Whether closing the window ends the app is the window's business.
  app.on('window-all-closed', () => undefined)
  return { begun: () => stopping !== undefined, stop: stopOnce }
}

/**
 * Starts of the app while it runs, links from outside and clicks on the dock lead to the one window.
 * To be called before the app is ready: a link may be what it was started with.
 */
export function followStarts(
  app: Pick<App, 'on' | 'isPackaged' | 'setAsDefaultProtocolClient'>,
  { show, open }: { show: () => void; open: (place: string) => void },
): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient('despacho')
  app.on('second-instance', (_event, words) => {
    const { place, hidden } = readArguments(words)
    if (place !== undefined) open(place)
    else if (!hidden) show()
  })
  app.on('open-url', (event, link) => {
    event.preventDefault()
    const place = placeOfDeepLink(link)
    if (place !== undefined) open(place)
  })
  app.on('activate', () => show())
}

/** After the machine slept, or its person came back, the clock looks at the time anew. */
export function followPower(monitor: Pick<PowerMonitor, 'on'>, clock: Pick<Clock, 'nudge'>, log: Log): void {
  monitor.on('suspend', () => log.info({}, 'machine sleeps'))
  monitor.on('resume', () => {
    log.info({}, 'machine woke up')
    clock.nudge()
  })
  monitor.on('unlock-screen', () => clock.nudge())
}
