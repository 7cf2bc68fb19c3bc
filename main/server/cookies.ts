import type { IncomingMessage, ServerResponse } from 'node:http'

/** Reads one cookie of a request. */
export function readCookie(request: IncomingMessage, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const equals = part.indexOf('=')
    if (part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim()
  }
  return undefined
}

/**
 * Sets a cookie that no script reads and no other site sends. `Secure` with HTTPS. `maxAge` in
 * seconds; 0 forgets it, undefined keeps it until the browser closes.
 */
export function setCookie(
  response: ServerResponse,
  name: string,
  value: string,
  options: { secure: boolean; maxAge?: number },
): void {
  const attributes = [`${name}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Strict']
  if (options.secure) attributes.push('Secure')
  if (options.maxAge !== undefined) attributes.push(`Max-Age=${options.maxAge}`)
  const others = [response.getHeader('set-cookie') ?? []].flat().map(String)
  const kept = others.filter((cookie) => !cookie.startsWith(`${name}=`))
  response.setHeader('set-cookie', [...kept, attributes.join('; ')])
}
