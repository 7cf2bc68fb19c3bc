// npm run package: installers of this machine's platform in release/, or of others with electron-builder's
// own options, for instance `npm run package -- --win --x64`.
import { ensureBuilt } from './build.js'
import { runOnOwnNode } from './child.js'
import { ensureInstalled, fail } from './install.js'

await ensureInstalled()
if ((await ensureBuilt()) !== 0) fail('The console could not be built. The reason is above.')
const args = process.argv.slice(2)
process.exitCode = await runOnOwnNode(['node_modules/electron-builder/cli.js', '--publish', 'never', ...args])
