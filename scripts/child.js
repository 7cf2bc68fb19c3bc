// Starting one of our programs on our Node, and ending as it ends.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fail, ownEnvironment, ownNode, root } from './install.js'

/**
 * Runs a program to its end with the same streams, passing signals on. Resolves to its exit code, or
 * 128 plus the number of the signal that ended it, as shells do.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} [options] `onLine` sees each
 *   line of its output, which is still printed.
 * @returns {Promise<number>}
 */
export function runToEnd(program, args, options = {}) {
  const child = spawn(program, args, {
    cwd: root,
    env: options.env ?? ownEnvironment(),
    stdio: ['inherit', options.onLine ? 'pipe' : 'inherit', 'inherit'],
  })
  if (options.onLine) passLines(child.stdout, options.onLine)
  const release = passSignals(child)
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`)
      resolve(1)
    })
    child.on('close', (code, signal) => {
      release()
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))
    })
  })
}

/**
 * As runToEnd, on the Node that npm brought.
 * @param {string[]} args
 * @param {Parameters<typeof runToEnd>[2]} [options]
 */
export function runOnOwnNode(args, options) {
  const node = ownNode()
  if (!node) fail('Node 24 is not installed here. Run npm ci, then the command again.')
  return runToEnd(node, args, options)
}

/** @param {import('node:child_process').ChildProcess} child */
function passSignals(child) {
  // In a terminal, Ctrl-C has already reached the child: it is in the same process group.
  const signals = process.stdin.isTTY ? ['SIGTERM', 'SIGHUP'] : ['SIGINT', 'SIGTERM', 'SIGHUP']
  /** @type {[string, () => void][]} */
  const listeners = signals.map((signal) => [
    signal,
    () => child.kill(/** @type {NodeJS.Signals} */ (signal)),
  ])
  if (process.stdin.isTTY) listeners.push(['SIGINT', () => {}])
  for (const [signal, listener] of listeners) process.on(signal, listener)
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener)
  }
}

/**
 * @param {import('node:stream').Readable | null} stream
 * @param {(line: string) => void} onLine
 */
function passLines(stream, onLine) {
  let rest = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (/** @type {string} */ text) => {
    process.stdout.write(text)
    const lines = (rest + text).split(/\r?\n/)
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
}
