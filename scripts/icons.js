// node scripts/run.js scripts/icons.js: draws the icons of the desktop app from
// main/desktop/resources/icon.svg, with the Chromium of this machine. Run it after changing the drawing.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { draw } from './draw.js'
import { root } from './install.js'

const folder = join(root, 'main', 'desktop', 'resources')
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8')

/**
 * A Windows icon: a directory of 16 bytes an image, then the images as PNG.
 * @param {Map<number, Buffer>} images
 */
function ico(images) {
  const header = Buffer.alloc(6 + 16 * images.size)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.size, 4)
  let offset = header.length
  let at = 6
  for (const [size, png] of images) {
    // 256 is written as 0.
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(png.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += png.length
    at += 16
  }
  return Buffer.concat([header, ...images.values()])
}

/**
 * A macOS icon: blocks of a four-letter type, a length and a PNG.
 * @param {[string, Buffer | undefined][]} entries
 */
function icns(entries) {
  const blocks = entries.flatMap(([type, png]) => (png ? [block(type, png)] : []))
  return block('icns', Buffer.concat(blocks))
}

/**
 * @param {string} type
 * @param {Buffer} content
 */
function block(type, content) {
  const header = Buffer.alloc(8)
  header.write(type, 'latin1')
  header.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([header, content])
}

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const drawn = await draw(sizes.map((size) => ({ svg, size })))
const images = new Map(sizes.map((size, index) => [size, drawn[index] ?? Buffer.alloc(0)]))
const small = new Map([...images].filter(([size]) => size <= 256))
writeFileSync(join(folder, 'icon.png'), images.get(512) ?? '')
writeFileSync(join(folder, 'icon.ico'), ico(small))
writeFileSync(
  join(folder, 'icon.icns'),
  icns([
    ['icp4', images.get(16)],
    ['icp5', images.get(32)],
    ['ic07', images.get(128)],
    ['ic08', images.get(256)],
    ['ic09', images.get(512)],
    ['ic10', images.get(1024)],
  ]),
)
console.log(`Icons written to ${folder}`)
