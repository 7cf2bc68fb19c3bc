// node scripts/run.js scripts/tray-icons.js: draws the icons of the tray, one per state, and the mark on the
// taskbar: in colours, and for macOS as template images (black, the shape in the transparency).
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { draw } from './draw.js'
import { root } from './install.js'

const folder = join(root, 'main', 'desktop', 'resources', 'tray')
const sizes = [16, 32]

/** @param {string} inside */
const svg = (inside) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke-linecap="round" stroke-linejoin="round">${inside}</svg>`

/**
 * The letter of the app, and what its state adds in the lower right corner.
 * @param {string} ground @param {string} ink @param {string} mark
 */
const letter = (ground, ink, mark) =>
  `${ground}<path d="M9 8h6.5a8 8 0 0 1 0 16H9z" stroke="${ink}" stroke-width="3.2"/>${mark}`

/**
 * A mark cut out of what is below it, so that it reads in one colour too.
 * @param {string} cut @param {string} inside
 */
const corner = (cut, inside) => `<circle cx="24" cy="24" r="8.5" fill="${cut}"/>${inside}`

const tile = '<rect x="1" y="1" width="30" height="30" rx="7" fill="#3558d8"/>'
const colour = {
  well: letter(tile, '#fff', ''),
  paused: letter(
    tile.replace('#3558d8', '#6f7987'),
    '#fff',
    corner('#fff', '<path d="M21.5 20.5v7M26.5 20.5v7" stroke="#545d6b" stroke-width="2.6"/>'),
  ),
  needs: letter(tile, '#fff', corner('#fff', '<circle cx="24" cy="24" r="6.5" fill="#c93532"/>')),
}
// The hole is made by a mask: a template image knows no white.
const mask =
  '<mask id="m"><rect width="32" height="32" fill="#fff"/><circle cx="24" cy="24" r="8.5" fill="#000"/></mask>'
/** @param {string} mark */
const cutLetter = (mark) => `${mask}<g mask="url(#m)">${letter('', '#000', '')}</g>${mark}`
const template = {
  well: letter('', '#000', ''),
  paused: cutLetter('<path d="M21.5 20v8M26.5 20v8" stroke="#000" stroke-width="2.8"/>'),
  needs: cutLetter('<circle cx="24" cy="24" r="6" fill="#000"/>'),
}

const drawings = [
  ...Object.entries(colour).map(([state, inside]) => ({ name: state, inside })),
  ...Object.entries(template).map(([state, inside]) => ({ name: `${state}-template`, inside })),
  { name: 'badge', inside: '<circle cx="16" cy="16" r="14" fill="#c93532"/>' },
].flatMap(({ name, inside }) =>
  sizes.map((size) => ({ file: `${name}-${size}.png`, svg: svg(inside), size })),
)

const images = await draw(drawings)
mkdirSync(folder, { recursive: true })
for (const [index, { file }] of drawings.entries()) writeFileSync(join(folder, file), images[index] ?? '')
console.log(`${drawings.length} icons written to ${folder}`)
