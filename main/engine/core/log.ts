import pino from 'pino'

/** What the engine needs of a logger; pino's own interface fits it. */
export interface Log {
  debug(details: object, message: string): void
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

const secretKey = /pass(word|phrase)?|secret|token|api[-_]?key|authorization|cookie|credential|private/i
const DEPTH = 6

/**
 * A copy that is safe to write down: values under telling names are replaced, long texts are cut,
 * errors keep name, message and stack. Logs and event payloads both pass through it.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > 2_000 ? `${value.slice(0, 2_000)}…` : value
  if (value === null || typeof value !== 'object') return value
  if (depth >= DEPTH) return '…'
  if (value instanceof Error) {
    const { name, message, stack } = value
    return { name, message, stack, ...(value.cause ? { cause: redact(value.cause, depth + 1) } : {}) }
  }
  if (Buffer.isBuffer(value)) return `<${value.length} bytes>`
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redact(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      secretKey.test(key) && item !== null && item !== undefined ? '•••' : redact(item, depth + 1),
    ]),
  )
}

/** Redacting JSON lines to a stream: a file of the workspace, or the terminal. */
export function createLog(destination: NodeJS.WritableStream, level = 'info'): Log {
  const logger = pino({ level, base: null }, destination)
  const at = (name: 'debug' | 'info' | 'warn' | 'error') => (details: object, message: string) =>
    logger[name](redact(details) as object, message)
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }
