import { contextBridge, ipcRenderer } from 'electron'

contextBridge.exposeInMainWorld('despacho', { desktop: true, platform: process.platform })

// The page hands over one end of a channel; nothing of Electron reaches it (renderer/app/port-link.ts).
window.addEventListener('message', (event) => {
  const [port] = event.ports
  if (event.source !== window || event.data !== 'rpc:connect' || !port) return
  ipcRenderer.postMessage('rpc:connect', null, [port])
})
