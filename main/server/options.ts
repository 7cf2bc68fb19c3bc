import { parseArgs } from 'node:util'

export interface ServeOptions {
  port: number
  host: string
  sample: boolean
  allowInsecure: boolean
  tls: { cert: string; key: string } | undefined
}

const usage = `Options of the headless host:
  --port N           port to serve on (4780; 0 takes a free one)
  --host ADDRESS     address to serve on (127.0.0.1)
  --tls-cert FILE    certificate in PEM form, with --tls-key: serve over HTTPS
  --tls-key FILE
  --allow-insecure   serve beyond this machine without HTTPS, for a proxy that adds it
  --sample           open the sample workspace
DESPACHO_DATA names the data folder, DESPACHO_KEY the key that opens stored secrets.`

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** The options of a start, or a sentence saying what is wrong with them (or how they are used). */
export function readOptions(args: readonly string[]): ServeOptions | { sentence: string; code: number } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4780' },
        host: { type: 'string', default: '127.0.0.1' },
        sample: { type: 'boolean', default: false },
        'allow-insecure': { type: 'boolean', default: false },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return { sentence: usage, code: 0 }
    return checked(values)
  } catch (error) {
    return { sentence: `${error instanceof Error ? error.message : String(error)}\n${usage}`, code: 2 }
  }
}

function checked(values: {
  port: string
  host: string
  sample: boolean
  'allow-insecure': boolean
  'tls-cert'?: string
  'tls-key'?: string
}): ServeOptions | { sentence: string; code: number } {
  const port = Number(values.port)
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) {
    return { sentence: `--port takes a number from 0 to 65535, not "${values.port}".`, code: 2 }
  }
  const { 'tls-cert': cert, 'tls-key': key } = values
  if ((cert === undefined) !== (key === undefined)) {
    return { sentence: '--tls-cert and --tls-key are given together.', code: 2 }
  }
  const tls = cert !== undefined && key !== undefined ? { cert, key } : undefined
  if (!isLoopback(values.host) && !tls && !values['allow-insecure']) {
    return {
      sentence:
        `Serving on ${values.host} would send passwords in the clear. Give --tls-cert and --tls-key, ` +
        'or --allow-insecure when a proxy in front of it speaks HTTPS.',
      code: 2,
    }
  }
  return { port, host: values.host, sample: values.sample, allowInsecure: values['allow-insecure'], tls }
}
