// npm test: installs what is missing, then runs every check (test/run/run.ts) on our own Node.
import { runOnOwnNode } from './child.js'
import { ensureInstalled } from './install.js'

await ensureInstalled()
process.exitCode = await runOnOwnNode(['test/run/run.ts', ...process.argv.slice(2)])
