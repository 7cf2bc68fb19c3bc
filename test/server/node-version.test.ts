import { expect, test } from 'vitest'
import { whyWrongNode } from '../../main/server/node-version.ts'

test('an old Node is refused with a sentence that names it and the way out', () => {
  expect(whyWrongNode('20.20.2')).toMatch(/needs Node 24 .* this is Node 20\.20\.2.*npm start/)
  expect(whyWrongNode('22.18.0')).toBeDefined()
})

test('Node 24 and newer are taken', () => {
  expect(whyWrongNode('24.0.0')).toBeUndefined()
  expect(whyWrongNode('100.1.0')).toBeUndefined()
})
