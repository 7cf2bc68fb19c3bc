// node scripts/run.js <file> [arguments]: runs a file of ours, or of a tool, on the Node that npm brought.
import { runOnOwnNode } from './child.js'
import { ensureInstalled, fail, ownNode, whyInstall } from './install.js'

const args = process.argv.slice(2)
if (args.length === 0) fail('Name the file to run: node scripts/run.js <file> [arguments]', 2)

if (!ownNode()) await ensureInstalled()
const reason = whyInstall()
if (reason) console.error(`Note: ${reason}; npm ci brings node_modules up to date.`)
process.exitCode = await runOnOwnNode(args)
