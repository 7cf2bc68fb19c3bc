import { createEngine } from '../../../main/engine/engine.ts'
import { hostKeyStore } from '../../../main/engine/core/secrets/key-file.ts'

/** A real engine on a workspace, with nothing around it: started to be killed. Says when it is ready. */
const folder = process.argv[2] ?? ''
const engine = await createEngine({ folder, keyStore: hostKeyStore(folder), durability: 'FULL' })
await engine.start()
process.send?.('ready')
process.on('disconnect', () => process.exit(0))
setInterval(() => {}, 1_000)
