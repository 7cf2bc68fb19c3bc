/**
 * What runs in the page: the stand-in for Electron's side of contextBridge and ipcRenderer. Each is a text
 * that Chromium runs before the page's own scripts, in the top frame only, as Electron runs a preload.
 */

/** Called with JSON texts from the preload's world. */
export const BINDING = 'electronStandIn'
export const PRELOAD_WORLD = 'electron-preload'

/** Puts into the page's own world what the preload exposes from its isolated one: plain values only. */
export const mainWorld = `if (window === window.top) {
  document.addEventListener('electron-expose', (event) => {
    const { name, value } = JSON.parse(event.detail)
    Object.defineProperty(window, name, { value: Object.freeze(value), enumerable: true })
  }, { once: true })
}`

/** The preload, with the two modules and the bit of \`process\` that a sandboxed one has. */
export function preloadWorld(source: string, platform: NodeJS.Platform): string {
  return `if (window === window.top) {
  const ports = new Map()
  let last = 0
  const tell = (message) => globalThis.${BINDING}?.(JSON.stringify(message))
  const pack = (data) => typeof data === 'string' ? { text: data }
    : { bytes: btoa(Array.from(new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength), (byte) => String.fromCharCode(byte)).join('')) }
  globalThis.electronPort = (id, data, close) => {
    const port = ports.get(id)
    if (close) port?.close()
    else port?.postMessage(data.text ?? Uint8Array.from(atob(data.bytes), (letter) => letter.charCodeAt(0)))
  }
  const electron = {
    contextBridge: {
      exposeInMainWorld(name, value) {
        document.dispatchEvent(new CustomEvent('electron-expose', { detail: JSON.stringify({ name, value }) }))
      },
    },
    ipcRenderer: {
      postMessage(channel, message, transfer = []) {
        const ids = transfer.map((port) => {
          const id = (last += 1)
          ports.set(id, port)
          port.onmessage = ({ data }) => tell({ port: id, data: pack(data) })
          port.addEventListener('close', () => tell({ port: id, closed: true }))
          return id
        })
        tell({ channel, message, ports: ids })
        for (const port of transfer) port.start()
      },
    },
  }
  const require = (name) => {
    if (name === 'electron') return electron
    throw new Error('module not found: ' + name)
  }
  ;(function (require, process, module, exports) {
${source}
  })(require, { platform: ${JSON.stringify(platform)} }, { exports: {} }, {})
}`
}
