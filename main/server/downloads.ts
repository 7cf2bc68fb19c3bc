import type { StandardHandleResult } from '@orpc/server/standard'

/**
 * An interceptor that lets a browser keep the files of an answer instead of showing them: an
 * attachment somebody sent us must never open as a page of ours.
 */
export async function keepFiles(call: {
  next: () => Promise<StandardHandleResult>
}): Promise<StandardHandleResult> {
  const result = await call.next()
  if (result.matched && result.response.body instanceof Blob) {
    const { body } = result.response
    result.response.headers['content-disposition'] = attachment(body instanceof File ? body.name : 'archivo')
  }
  return result
}

/** RFC 6266: a plain name for old readers, the full one in UTF-8. */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w. -]/g, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
