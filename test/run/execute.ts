import { spawn, type ChildProcess } from 'node:child_process'

const running = new Set<ChildProcess>()

/**
 * Runs a program to its end with this process's streams and resolves to its exit code, 1 when a signal
 * ended it or it could not start. After `limitMinutes` it and all that it started are ended.
 */
export function execute(
  program: string,
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly limitMinutes: number },
): Promise<number> {
  // A process group of its own, so that a browser or server it left behind ends with it.
  const child = spawn(program, args, {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  })
  running.add(child)
  const limit = setTimeout(() => {
    console.error(`Ended after ${options.limitMinutes} minutes, the limit of this step.`)
    end(child, 'SIGKILL')
  }, options.limitMinutes * 60_000)
  return new Promise((resolve) => {
    const finish = (code: number): void => {
      clearTimeout(limit)
      end(child, 'SIGKILL')
      running.delete(child)
      resolve(code)
    }
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`)
      finish(1)
    })
    child.on('exit', (code) => finish(code ?? 1))
  })
}

/** Ends what is under way, for when this process is told to end. */
export function endAll(): void {
  for (const child of running) end(child, 'SIGTERM')
}

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // The group has ended by itself.
  }
}
