/**
 * An address that is data (a place of the rail, a notification's link) for the router's `to`. The router's
 * types only know addresses written out; a test checks that every place leads to a page.
 */
export function pathTo(path: string): '/' {
  return path as '/'
}
