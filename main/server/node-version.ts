const oldest = 24

/**
 * Why the engine cannot run on this Node, as a sentence for the person who started it, or undefined when it
 * can. better-sqlite3 13 crashes on Node 20 without a message, so an entry asks this before it imports the
 * engine. `version` is process.versions.node.
 */
export function whyWrongNode(version: string): string | undefined {
  if (Number(version.split('.')[0]) >= oldest) return undefined
  return (
    `Despacho needs Node ${oldest} or newer, and this is Node ${version}. ` +
    'npm start and npm run serve use the right one, which npm ci installs as node_modules/.bin/node.'
  )
}
