import { readFileSync } from 'node:fs'

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

/** A self-signed certificate for 127.0.0.1 and localhost, valid for a century, trusted by nobody. */
export const loopbackCertificate = { key: read('loopback.key.pem'), cert: read('loopback.cert.pem') }
