import type { IpcMain, IpcMainEvent } from 'electron'
import type { RequestContext } from '../../engine/core/access/request.ts'
import { createPortHandler, type Port } from '../../engine/port-handler.ts'
import { belongsToPage } from './address.ts'

interface Serving {
  origin: string
  /** What the calls of the window are made with. */
  context: RequestContext
  /** After each message that was sent back. */
  onAnswer?: () => void
  onRefusal: (address: string | undefined) => void
}

/**
 * Serves the contract to the page: it sends one end of a channel, which is taken only from the page itself,
 * not from a frame inside it nor from anything else that a window may have come to show.
 */
export function serveContract(ipcMain: Pick<IpcMain, 'on'>, serving: Serving): void {
  const ports = createPortHandler()
  ipcMain.on('rpc:connect', (event) => {
    const [port] = event.ports
    if (!port) return
    if (!isThePage(event, serving.origin)) {
      port.close()
      serving.onRefusal(event.senderFrame?.url)
      return
    }
    ports.serve(watched(port, serving.onAnswer), serving.context)
  })
}

/** The top frame of a window that shows the page now. The frame is null once it has gone elsewhere. */
export function isThePage({ senderFrame }: Pick<IpcMainEvent, 'senderFrame'>, origin: string): boolean {
  return senderFrame !== null && senderFrame.parent === null && belongsToPage(senderFrame.url, origin)
}

function watched(port: Electron.MessagePortMain, onAnswer: (() => void) | undefined): Port {
  if (!onAnswer) return port
  const post = port.postMessage.bind(port)
  port.postMessage = (message: unknown, transfer) => {
    post(message, transfer)
    onAnswer()
  }
  return port
}
