import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { isLoopback, readOptions } from '../../main/server/options.ts'
import { aNewWorkspace } from '../support/http-host.ts'
import { aFolder } from '../support/workspace.ts'

const entry = fileURLToPath(new URL('../../main/headless.ts', import.meta.url))
const certificates = fileURLToPath(new URL('../support/certificates', import.meta.url))

/** Starts the real entry from source; resolves when it has printed an address or ended. */
async function start(args: readonly string[], env: Record<string, string> = {}) {
  const dataDir = env['DESPACHO_DATA'] ?? aFolder()
  const child = spawn(process.execPath, [entry, ...args], {
    env: { ...process.env, DESPACHO_DATA: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const ended = once(child, 'close') as Promise<[number | null, string | null]>
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const address = await Promise.race([
    (async () => {
      for await (const _text of child.stdout) {
        const found = /(https?:\/\/\S+)\s*\n$/.exec(output)?.[1]
        if (found) return found
      }
      return undefined
    })(),
    ended.then(() => undefined),
  ])
  return { child, dataDir, address, ended, output: () => output, errors: () => errors }
}

describe('a start', () => {
  test('prints the address with its token as the last line, and ends with 0 when told to', async () => {
    const { address = '', child, ended, output } = await start(['--port', '0'])
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/)
    expect(output().trim().split('\n').at(-1)).toBe(address)
    expect((await fetch(new URL('/healthz', address))).status).toBe(200)
    child.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
  })

  test('finds the workspace of the last time', async () => {
    const first = await start(['--port', '0'])
    const arrived = await fetch(first.address ?? '', { redirect: 'manual' })
    const cookie = arrived.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const made = await fetch(new URL('/api/v1/workspaces', first.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(aNewWorkspace),
    })
    expect(made.status).toBe(200)
    first.child.kill('SIGKILL')
    await first.ended
    const second = await start(['--port', '0'], { DESPACHO_DATA: first.dataDir })
    const health: unknown = await fetch(new URL('/healthz', second.address)).then((answer) => answer.json())
    expect(health).toMatchObject({ workspaceOpen: true })
  })

  test('where the console runs already with this data, it says so and names the address', async () => {
    const first = await start(['--port', '0'])
    const { port, origin } = new URL(first.address ?? '')
    const second = await start(['--port', port], { DESPACHO_DATA: first.dataDir })
    expect((await second.ended)[0]).toBe(0)
    expect(second.output()).toContain('already running')
    expect(second.output().trim().split('\n').at(-1)).toBe(origin)
    const third = await start(['--port', port])
    expect((await third.ended)[0]).toBe(1)
    expect(third.errors()).toContain('another data folder')
  })

  test('a port that another program uses is named in a sentence', async () => {
    const other = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const bound = other.address()
    const port = typeof bound === 'object' && bound ? String(bound.port) : ''
    const { ended, errors } = await start(['--port', port])
    expect((await ended)[0]).toBe(1)
    expect(errors()).toBe(`Another program is using port ${port}. Name a free one with --port.\n`)
  })

  test('a key file that others can read is refused', async () => {
    const dataDir = aFolder()
    writeFileSync(join(dataDir, 'host.key'), Buffer.alloc(32, 1))
    chmodSync(join(dataDir, 'host.key'), 0o644)
    const { ended, errors } = await start(['--port', '0'], { DESPACHO_DATA: dataDir })
    expect((await ended)[0]).toBe(1)
    expect(errors()).toContain('chmod 600')
  })

  test('over HTTPS its cookies are for HTTPS only', async () => {
    const { address = '' } = await start([
      '--port',
      '0',
      '--tls-cert',
      join(certificates, 'loopback.cert.pem'),
      '--tls-key',
      join(certificates, 'loopback.key.pem'),
    ])
    expect(address).toMatch(/^https:/)
    const { request } = await import('node:https')
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      request(address, { rejectUnauthorized: false }, (response) => resolve({ ...response.headers }))
        .on('error', reject)
        .end()
    })
    expect(String(headers['set-cookie'])).toContain('Secure')
    expect(headers['strict-transport-security']).toBeDefined()
  })
})

describe('options', () => {
  test('addresses beyond this machine need HTTPS or a plain word', () => {
    expect(readOptions(['--host', '0.0.0.0'])).toMatchObject({ code: 2 })
    expect(readOptions(['--host', '192.168.1.10', '--allow-insecure'])).toMatchObject({
      host: '192.168.1.10',
    })
    expect(readOptions(['--host', '::', '--tls-cert', 'a', '--tls-key', 'b'])).toMatchObject({ host: '::' })
    expect(readOptions(['--tls-cert', 'a'])).toMatchObject({ code: 2 })
  })

  test('what is no option or no port is explained', () => {
    expect(readOptions(['--prot', '1'])).toMatchObject({ code: 2 })
    expect(readOptions(['--port', '70000'])).toMatchObject({ code: 2 })
    expect(readOptions(['--port', 'x'])).toMatchObject({ code: 2 })
    expect(readOptions(['--help'])).toMatchObject({ code: 0 })
    expect(readOptions(['--port=0'])).toMatchObject({ port: 0, host: '127.0.0.1' })
  })

  test('loopback is what only this machine reaches', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1', 'localhost'].every(isLoopback)).toBe(true)
    expect(['0.0.0.0', '10.0.0.1', '127.0.0.1.evil.example', '::'].some(isLoopback)).toBe(false)
  })
})
