import type { Rectangle } from 'electron'

/** Narrow enough for approvals beside other work; the pages are made for 1,024 and more. */
export const SMALLEST = { width: 390, height: 480 }
const USUAL = { width: 1280, height: 840 }
/** This much of a window has to be on a display for it to count as there. */
const VISIBLE = 80

/**
 * Where the window goes: where it was, as far as that is on a display that is there now; else in the middle
 * of the first display. Never larger than the display's work area, in points.
 *
 * @param displays work areas, the primary display's first
 */
export function placeWindow(saved: Rectangle | null, displays: readonly Rectangle[]): Rectangle {
  const [primary = { x: 0, y: 0, ...USUAL }] = displays
  const best = saved && largestOverlap(saved, displays)
  if (!saved || !best) return centred(primary)
  const width = clamp(saved.width, SMALLEST.width, best.width)
  const height = clamp(saved.height, SMALLEST.height, best.height)
  return {
    x: Math.round(Math.max(best.x, Math.min(saved.x, best.x + best.width - width))),
    y: Math.round(Math.max(best.y, Math.min(saved.y, best.y + best.height - height))),
    width: Math.round(width),
    height: Math.round(height),
  }
}

function centred(area: Rectangle): Rectangle {
  const width = Math.min(USUAL.width, area.width)
  const height = Math.min(USUAL.height, area.height)
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
    width,
    height,
  }
}

function largestOverlap(window: Rectangle, displays: readonly Rectangle[]): Rectangle | undefined {
  const seen = displays
    .map((display) => ({
      display,
      width: overlap(window, display, 'x', 'width'),
      height: overlap(window, display, 'y', 'height'),
    }))
    .filter(({ width, height }) => width >= VISIBLE && height >= VISIBLE)
    .sort((a, b) => b.width * b.height - a.width * a.height)
  return seen[0]?.display
}

function overlap(a: Rectangle, b: Rectangle, start: 'x' | 'y', length: 'width' | 'height'): number {
  return Math.min(a[start] + a[length], b[start] + b[length]) - Math.max(a[start], b[start])
}

/** A display smaller than the smallest window wins. */
function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
