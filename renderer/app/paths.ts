import { defaultParseSearch } from '@tanstack/react-router'

/**
 * An address that is data (a place of the rail, a notification's link) for the router's `to`. The router's
 * types only know addresses written out; a test checks that every place leads to a page.
 */
export function pathTo(path: string): '/' {
  return path as '/'
}

/**
 * An address with a query that is data, as properties of a `Link`: the router takes the two apart.
 *
 * @example <Link {...linkTo('/jobs/list?jobs=…')}>
 */
export function linkTo(address: string): { to: '/' } {
  const [path = '/', query] = address.split('?')
  if (query === undefined) return { to: pathTo(path) }
  const link = { to: pathTo(path), search: defaultParseSearch(`?${query}`) }
  // The router's types know the search of addresses written out, and this one is data.
  return link
}
