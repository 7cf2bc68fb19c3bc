// npm start: installs and builds what is missing, then opens the console: the desktop app where it can
// open, else the same console in the browser.
import { spawn } from 'node:child_process'
import { runOnOwnNode, runToEnd } from './child.js'
import { ensureBuilt } from './build.js'
import { findDesktop } from './electron.js'
import { ensureInstalled, fail, ownEnvironment } from './install.js'

const usage = `npm start -- [options]
  --headless   serve the console to a browser instead of opening the desktop app
  --no-open    open nothing; the address is printed
  --port N     serve on this port of 127.0.0.1 (4780)
  --sample     open the sample workspace
The data folder is the platform's own unless DESPACHO_DATA names another.`

const options = parse(process.argv.slice(2))
await ensureInstalled()
if ((await ensureBuilt()) !== 0) fail('The console could not be built. The reason is above.')
process.exitCode = await open()

/** @param {string[]} args */
function parse(args) {
  const result = { headless: false, open: true, sample: false, port: 4780, portNamed: false }
  for (let i = 0; i < args.length; i += 1) {
    const [name = '', inline] = (args[i] ?? '').split('=', 2)
    if (name === '--help') {
      console.log(usage)
      process.exit(0)
    } else if (name === '--headless') result.headless = true
    else if (name === '--no-open') result.open = false
    else if (name === '--sample') result.sample = true
    else if (name === '--port') {
      result.port = portFrom(inline ?? args[(i += 1)])
      result.portNamed = true
    } else fail(`There is no option ${name}.\n${usage}`, 2)
  }
  return result
}

/** @param {string | undefined} text */
function portFrom(text) {
  const port = Number(text)
  if (!/^\d+$/.test(text ?? '') || port > 65_535)
    fail(`--port takes a number from 0 to 65535, not "${text}".`, 2)
  return port
}

async function open() {
  const desktop = serveOnly() ?? (await findDesktop())
  if ('why' in desktop) {
    console.log(`Serving the console to a browser: ${desktop.why}.`)
    return serve()
  }
  const started = Date.now()
  const env = { ...ownEnvironment(), ELECTRON_RUN_AS_NODE: undefined }
  const code = await runToEnd(desktop.binary, ['.', ...(options.sample ? ['--sample'] : [])], { env })
  if (code === 0 || code >= 128 || Date.now() - started > 5000) return code
  console.log('Serving the console to a browser: the desktop app could not start here (the reason is above).')
  return serve()
}

function serveOnly() {
  if (options.headless) return { why: 'as asked (--headless)' }
  if (!options.open) return { why: 'as asked (--no-open)' }
  return options.portNamed ? { why: 'a port was named' } : undefined
}

/** Serves until it is told to end. The host's last line is the address. */
function serve() {
  const args = [
    'dist/main/headless.js',
    '--port',
    String(options.port),
    ...(options.sample ? ['--sample'] : []),
  ]
  let opened = !options.open
  return runOnOwnNode(args, {
    onLine(line) {
      const address = /https?:\/\/127\.0\.0\.1:\d+\S*/.exec(line)?.[0]
      if (!address || opened) return
      opened = true
      openInBrowser(address)
    },
  })
}

/** @param {string} address */
function openInBrowser(address) {
  const noDisplay = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
  if (noDisplay) return
  /** @type {Record<string, [string, string[]]>} */
  const openers = {
    darwin: ['open', [address]],
    win32: ['rundll32', ['url.dll,FileProtocolHandler', address]],
  }
  const [command, args] = openers[process.platform] ?? ['xdg-open', [address]]
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
