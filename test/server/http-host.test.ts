import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { aHost, aNewWorkspace } from '../support/http-host.ts'
import { aFolder } from '../support/workspace.ts'

function aRenderer(): string {
  const folder = aFolder()
  mkdirSync(`${folder}/assets`)
  writeFileSync(
    `${folder}/index.html`,
    '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><script src="/assets/a-1.js"></script>',
  )
  writeFileSync(`${folder}/assets/a-1.js`, `console.log('${'page '.repeat(1_000)}')`)
  writeFileSync(`${folder}/assets/a-1.js.map`, '{}')
  writeFileSync(`${folder}/../outside.txt`, 'outside')
  return folder
}

/** A request with exactly these headers, which fetch would not send. */
function raw(origin: string, path: string, headers: Record<string, string>, method = 'GET') {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (resolve, reject) => {
      const call = request(new URL(path, origin), { headers, method }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        )
      })
      call.on('error', reject)
      call.end()
    },
  )
}

describe('where a request may come from', () => {
  test('another name pointed at this machine is refused, whatever it asks for', async () => {
    const { origin, http } = await aHost()
    for (const path of ['/', '/healthz', '/rpc/session/state', '/api/v1/session', '/metrics']) {
      const answer = await raw(origin, path, { host: `evil.example:${http.port}` })
      expect([path, answer.status]).toEqual([path, 403])
    }
    expect((await raw(origin, '/healthz', { host: `localhost:${http.port}` })).status).toBe(200)
    expect((await raw(origin, '/healthz', { host: 'user@127.0.0.1' })).status).toBe(403)
  })

  test('a page of another site cannot call, with or without its origin', async () => {
    const { browser, origin, host } = await aHost()
    const page = browser()
    await page.arrive()
    const create = (headers: Record<string, string>) =>
      page.fetch('/api/v1/workspaces', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(aNewWorkspace),
      })
    expect((await create({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await create({ origin: 'null' })).status).toBe(403)
    expect((await create({ origin: origin.replace('http:', 'https:') })).status).toBe(403)
    expect((await raw(origin, '/rpc/session/state', { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect(
      (await raw(origin, '/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).status,
    ).not.toBe(403)
    expect(host.current()).toBeNull()
    expect((await create({})).status).toBe(200)
  })

  test('a refusal has the shape of an error of the contract', async () => {
    const { origin } = await aHost()
    const { body } = await raw(origin, '/api/v1/session', { origin: 'https://evil.example' })
    expect(JSON.parse(body.toString())).toMatchObject({
      code: 'FORBIDDEN',
      status: 403,
      data: { reason: 'origin_not_allowed' },
    })
  })
})

describe('cookies', () => {
  test('are kept from scripts and from other sites, and carry the port', async () => {
    const { origin, http } = await aHost()
    const answer = await fetch(http.freshAddress(), { redirect: 'manual' })
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toContain(`despacho_machine_${http.port}=`)
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=Strict')
    expect(cookie).not.toContain('Secure')
    expect(answer.headers.get('location')).toBe('/')
    expect(origin).toContain('127.0.0.1')
  })

  test('a one-time token works once, and not for a prefetch', async () => {
    const { http } = await aHost()
    const address = http.freshAddress()
    const prefetch = await fetch(address, { headers: { 'sec-purpose': 'prefetch' }, redirect: 'manual' })
    expect(prefetch.headers.getSetCookie()).toEqual([])
    expect((await fetch(address, { redirect: 'manual' })).headers.getSetCookie()).toHaveLength(1)
    const second = await fetch(address, { redirect: 'manual' })
    expect(second.headers.getSetCookie()).toEqual([])
    expect(second.headers.get('location')).toBe('/')
  })
})

describe('the page', () => {
  test('comes with a strict policy and a nonce of its own each time', async () => {
    const { origin } = await aHost({ renderer: aRenderer() })
    const first = await fetch(`${origin}/`)
    const policy = first.headers.get('content-security-policy') ?? ''
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain(`script-src 'self'`)
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    const html = await first.text()
    expect(html).toContain(`nonce="${nonce}"`)
    expect(html).not.toContain('__CSP_NONCE__')
    const second = await fetch(`${origin}/campaigns/0190`)
    expect(second.headers.get('content-type')).toContain('text/html')
    expect(second.headers.get('content-security-policy')).not.toBe(policy)
    expect(second.headers.get('cache-control')).toBe('no-store')
    expect(second.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('hashed files are compressed and kept for good', async () => {
    const { origin } = await aHost({ renderer: aRenderer() })
    const packed = await raw(origin, '/assets/a-1.js', { 'accept-encoding': 'gzip' })
    expect(packed.headers['cache-control']).toContain('immutable')
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.body).toString()).toContain('page page')
    expect(
      (await raw(origin, '/assets/a-1.js', { 'accept-encoding': 'br, gzip' })).headers['content-encoding'],
    ).toBe('br')
    const plain = await raw(origin, '/assets/a-1.js', {})
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.headers['content-type']).toContain('javascript')
  })

  test('no path leads out of its folder, and maps are not served', async () => {
    const { origin, http } = await aHost({ renderer: aRenderer() })
    expect((await fetch(`${origin}/assets/a-1.js.map`)).status).toBe(404)
    for (const path of [
      '/../outside.txt',
      '/assets/../../outside.txt',
      '/%2e%2e/outside.txt',
      '//outside.txt',
    ]) {
      const socket = connect(http.port, '127.0.0.1')
      onTestFinished(() => void socket.destroy())
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${http.port}\r\nConnection: close\r\n\r\n`)
      let answer = ''
      socket.setEncoding('utf8').on('data', (text: string) => (answer += text))
      await once(socket, 'close')
      expect(answer).toContain('404')
      expect(answer).not.toContain('outside\n')
    }
  })
})

describe('health and figures', () => {
  test('health answers without signing in, and names neither firm nor folder', async () => {
    const { origin, dataDir, browser } = await aHost()
    const page = browser()
    await page.arrive()
    await page.rpc.workspaces.create(aNewWorkspace)
    const text = await (await fetch(`${origin}/healthz`)).text()
    expect(JSON.parse(text)).toMatchObject({ status: 'ok', app: 'despacho', workspaceOpen: true })
    expect(text).not.toContain('Aguirre')
    expect(text).not.toContain(dataDir)
  })

  test('figures are in the text format of Prometheus', async () => {
    const { origin, browser } = await aHost()
    const page = browser()
    await page.arrive()
    await page.rpc.workspaces.create(aNewWorkspace)
    const answer = await fetch(`${origin}/metrics`)
    const text = await answer.text()
    expect(answer.headers.get('content-type')).toContain('version=0.0.4')
    expect(text).toMatch(/^despacho_queue_jobs\{state="ready"\} \d+$/m)
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds\{quantile="0.99"\} [\d.e-]+$/m)
    for (const line of text.trim().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[^}]*\})? [-\d.e+]+)$/)
    }
  })

  test('figures seen through a proxy need a key that may read jobs', async () => {
    const { origin } = await aHost()
    expect((await raw(origin, '/metrics', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(401)
  })
})

describe('bodies', () => {
  test('too large a body is refused before it is read, and while it arrives', async () => {
    const { origin, http } = await aHost()
    const declared = await raw(
      origin,
      '/rpc/session/signIn',
      { 'content-type': 'application/json', 'content-length': String(60 * 1024 * 1024) },
      'POST',
    ).catch(() => ({ status: 413 }))
    expect(declared.status).toBe(413)
    const answer = await fetch(`${http.origin}/api/v1/session/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
      body: new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(1024 * 1024).fill(32))
        },
      }),
    } as RequestInit).then(
      async (response) => ({ status: response.status, text: await response.text() }),
      () => ({ status: 0, text: '' }),
    )
    // Cut off, or answered while still sending: either way nothing was kept.
    expect(['0 ', '422 upload_too_large']).toContain(
      `${answer.status} ${/upload_too_large/.exec(answer.text)?.[0] ?? ''}`,
    )
  })

  test('what is no JSON is explained, and never an error of ours', async () => {
    const { origin } = await aHost()
    for (const [type, body] of [
      ['application/json', '{"name":'],
      ['application/json', '\u0000'],
      ['multipart/form-data', 'no boundary'],
      ['text/event-stream', 'data: x'],
    ] as const) {
      const answer = await fetch(`${origin}/api/v1/session/sign-in`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      })
      expect([type, answer.status]).toEqual([type, 422])
    }
  })

  test('an unknown address answers 404 in the shape of the contract', async () => {
    const { origin } = await aHost()
    const answer = await fetch(`${origin}/api/v1/nothing`)
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND', data: { reason: 'address_unknown' } })
  })
})

describe('files', () => {
  test('a backup goes up as an upload, by the console and by a form, and opens as a copy', async () => {
    const { browser, host, dataDir } = await aHost()
    const page = browser()
    await page.arrive()
    const original = await page.rpc.workspaces.create(aNewWorkspace)
    const path = `${dataDir}/respaldo.db`
    await host.current()?.db.connection.backup(path)
    const file = new File([readFileSync(path)], 'respaldo.db')
    const copy = await page.rpc.workspaces.restoreUpload({ file })
    expect(copy.workspace?.name).toBe('Estudio Aguirre')
    expect(copy.workspace?.id).not.toBe(original.workspace?.id)
    // A copy is another workspace: whoever was signed in to the original is not signed in to it.
    expect(copy.user).toBeNull()
    const form = new FormData()
    form.set('file', file)
    const answer = await page.fetch('/api/v1/workspaces/restore-upload', { method: 'POST', body: form })
    expect(answer.status).toBe(200)
    expect(host.list()).toHaveLength(3)
  })
})

test('a file is kept by the browser, never shown as a page of ours', async () => {
  const { browser } = await aHost()
  const page = browser()
  await page.arrive()
  await page.rpc.workspaces.create(aNewWorkspace)
  const { file } = await page.rpc.backups.create()
  const answer = await page.fetch(`/api/v1/backups/${file}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.db"/)
  expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 15)
      .toString(),
  ).toBe('SQLite format 3')
})

describe('streams', () => {
  test('a change in one window reaches another, and closing ends the stream', async () => {
    const { browser, host, http } = await aHost()
    const one = browser()
    await one.arrive()
    await one.rpc.workspaces.create(aNewWorkspace)
    const changes = await one.rpc.live.changes()
    const seen: string[] = []
    const reading = (async () => {
      for await (const change of changes) seen.push(change.topic)
    })()
    await one.rpc.session.preferences({ theme: 'dark' })
    await expect.poll(() => seen).toContain('session')
    host.current()?.live.close()
    await reading
    await http.close()
    await expect(fetch(`${http.origin}/healthz`)).rejects.toThrow()
  })
})
