import { parentPort, workerData } from 'node:worker_threads'
import BetterSqlite3 from 'better-sqlite3'
import { z } from 'zod'

const order = z.object({ source: z.string(), target: z.string() }).parse(workerData)

/** Copies the file with SQLite's online backup and reads the copy whole, off the main thread. */
const source = new BetterSqlite3(order.source, { readonly: true })
source.pragma('busy_timeout = 5000')
// In one step: a reader in WAL mode holds its snapshot, so a busy writer cannot start it over.
await source.backup(order.target, { progress: () => 0x7fffffff })
source.close()
const copy = new BetterSqlite3(order.target)
copy.pragma('journal_mode = DELETE')
const verdict = z.string().parse(copy.pragma('quick_check(1)', { simple: true }))
copy.close()
// A thread's port, not a window's: it has no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage({ verdict })
