import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeWindow } from '../../main/desktop/window/window-state.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const beside = { x: 1440, y: 0, width: 2560, height: 1400 }

test('a first window is in the middle of the first display', () => {
  expect(placeWindow(null, [laptop, beside])).toEqual({ x: 80, y: 43, width: 1280, height: 840 })
})

test('a window stays where it was', () => {
  const saved = { x: 1700, y: 100, width: 1200, height: 900 }
  expect(placeWindow(saved, [laptop, beside])).toEqual(saved)
})

test('a window on a display that is gone comes to the first one', () => {
  const saved = { x: 1700, y: 100, width: 1200, height: 900 }
  expect(placeWindow(saved, [laptop])).toEqual({ x: 80, y: 43, width: 1280, height: 840 })
})

test('a window that is too large or hangs over the edge is pushed back', () => {
  expect(placeWindow({ x: 900, y: 600, width: 2000, height: 1200 }, [laptop])).toEqual(laptop)
  expect(placeWindow({ x: 1200, y: -200, width: 800, height: 600 }, [laptop])).toEqual({
    x: 640,
    y: 25,
    width: 800,
    height: 600,
  })
})

test('wherever it was and whatever displays there are, all of it is on one of them', () => {
  const length = fc.integer({ min: 500, max: 4_000 })
  const place = fc.integer({ min: -5_000, max: 5_000 })
  const rectangle = fc.record({ x: place, y: place, width: length, height: length })
  fc.assert(
    fc.property(
      fc.option(rectangle),
      fc.array(rectangle, { minLength: 1, maxLength: 3 }),
      (saved, displays) => {
        const window = placeWindow(saved, displays)
        const holding = displays.filter(
          (display) =>
            window.x >= display.x &&
            window.y >= display.y &&
            window.x + window.width <= display.x + display.width &&
            window.y + window.height <= display.y + display.height,
        )
        expect(holding).not.toEqual([])
      },
    ),
  )
})
