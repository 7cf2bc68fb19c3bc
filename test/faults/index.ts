// npm run test:faults -- [name]: runs the fault tests of this folder, each a file that exports `run`.
import { fileURLToPath } from 'node:url'
import { dispatch } from '../support/dispatch.ts'

await dispatch(fileURLToPath(new URL('.', import.meta.url)), process.argv.slice(2))
