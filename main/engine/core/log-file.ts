import { appendFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { Clock } from './clock.ts'
import { createLog, type Log } from './log.ts'

const CURRENT = 'despacho.log'
const LARGEST = 5 * 1024 * 1024
const KEPT = 10
const OLDEST = 30 * 24 * 3_600_000

/**
 * Redacted JSON lines in `<folder>/despacho.log`. At 5 MB, and daily, the file gets the time in its
 * name and a new one begins; ten are kept, for 30 days at most. A full disk never stops the engine.
 */
export function logToFolder(folder: string, clock: Clock, level = 'info'): Log {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, CURRENT)
  let size = existsSync(file) ? statSync(file).size : 0
  let day = size > 0 ? dayOf(statSync(file).mtimeMs) : dayOf(clock.now())
  const destination = new Writable({
    decodeStrings: false,
    write(line: string, _encoding, done) {
      try {
        const today = dayOf(clock.now())
        if (size > 0 && (size + line.length > LARGEST || today !== day)) {
          rotate(folder, clock.now())
          size = 0
        }
        day = today
        appendFileSync(file, line, { mode: 0o600 })
        size += Buffer.byteLength(line)
      } catch {
        // Nobody could be told either: the log itself cannot be written.
      }
      done()
    },
  })
  return createLog(destination, level)
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function rotate(folder: string, now: number): void {
  const stamp = new Date(now).toISOString().replaceAll(/[:.]/g, '-')
  renameSync(join(folder, CURRENT), join(folder, `despacho-${stamp}.log`))
  const old = readdirSync(folder)
    .filter((name) => /^despacho-.+\.log$/.test(name))
    .sort()
  for (const [index, name] of old.entries()) {
    const path = join(folder, name)
    if (index < old.length - KEPT || statSync(path).mtimeMs < now - OLDEST) rmSync(path, { force: true })
  }
}
