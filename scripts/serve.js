// npm run serve: the headless host on the present sources, with every option it knows passed through.
import { ensureBuilt } from './build.js'
import { runOnOwnNode } from './child.js'
import { ensureInstalled, fail } from './install.js'

await ensureInstalled()
if ((await ensureBuilt()) !== 0) fail('The console could not be built. The reason is above.')
process.exitCode = await runOnOwnNode(['dist/main/headless.js', ...process.argv.slice(2)])
