import type { IncomingMessage } from 'node:http'
import { problem } from '../../shared/contract/errors.ts'

const MEGABYTE = 1024 * 1024
/** A file and the fields around it. */
export const LARGEST_UPLOAD = 101 * MEGABYTE
/** JSON is parsed in one go, so it is kept small. */
const LARGEST_JSON = 10 * MEGABYTE

/** The most bytes a request's body may have, by its type. */
export function bodyLimit(request: IncomingMessage): number {
  return /^(multipart\/form-data|application\/octet-stream)/.test(request.headers['content-type'] ?? '') ||
    request.headers['content-disposition'] !== undefined
    ? LARGEST_UPLOAD
    : LARGEST_JSON
}

/** Whether the request says beforehand that it is too large. */
export function declaredTooLarge(request: IncomingMessage): boolean {
  return Number(request.headers['content-length'] ?? 0) > bodyLimit(request)
}

/** Cuts off a body that grows beyond its limit while it arrives, whatever it said beforehand. */
export function limitBody(request: IncomingMessage): void {
  const limit = bodyLimit(request)
  const emit = request.emit.bind(request)
  let received = 0
  request.emit = (event: string | symbol, ...rest: unknown[]) => {
    const [chunk] = rest
    if (event === 'data' && Buffer.isBuffer(chunk)) {
      received += chunk.length
      // Thrown inside the reader's own read(), where it becomes the reader's error.
      if (received > limit) throw problem('INVALID', 'upload_too_large', { megabytes: limit / MEGABYTE })
    }
    return emit(event, ...rest)
  }
}
