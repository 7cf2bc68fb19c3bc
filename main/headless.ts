import { whyWrongNode } from './server/node-version.ts'

/**
 * The headless host: the console for a browser, on plain Node. Nothing else is loaded before the
 * version of Node is known to be right, because better-sqlite3 crashes on an older one.
 */
async function main(): Promise<void> {
  const why = whyWrongNode(process.versions.node)
  if (why) return end(why, 1)
  const { readOptions } = await import('./server/options.ts')
  const options = readOptions(process.argv.slice(2))
  if ('sentence' in options) return end(options.sentence, options.code)
  const { serve } = await import('./server/serve.ts')
  const started = await serve(options, process.env)
  if ('sentence' in started) return end(started.sentence, started.code)
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A second signal means now.
      if (stopping) process.exit(1)
      stopping = true
      void started.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
  process.stdout.write(`Despacho is ready. Ctrl-C ends it. Open:\n${started.freshAddress()}\n`)
}

function end(sentence: string, code: number): void {
  const stream = code === 0 ? process.stdout : process.stderr
  stream.write(`${sentence}\n`)
  process.exitCode = code
}

await main()
