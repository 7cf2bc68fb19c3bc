// npm run bench -- [name] --json: runs the benchmarks of this folder, each a file that exports `run`.
import { fileURLToPath } from 'node:url'
import { dispatch } from '../support/dispatch.ts'

await dispatch(fileURLToPath(new URL('.', import.meta.url)), process.argv.slice(2))
