import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { root } from './graph.ts'

const folder = join(root, 'shared/i18n')
const filesOf = (language: string): string[] => globSync('**/*.json', { cwd: join(folder, language) }).sort()

type Texts = { [key: string]: string | Texts }
const Texts: z.ZodType<Texts> = z.record(z.string(), z.union([z.string(), z.lazy(() => Texts)]))

/** All texts of a file under their full keys, `list.empty.title`. */
function textsOf(language: string, file: string): Map<string, string> {
  const flat = new Map<string, string>()
  const collect = (texts: Texts, prefix: string): void => {
    for (const [key, value] of Object.entries(texts)) {
      if (typeof value === 'string') flat.set(prefix + key, value)
      else collect(value, `${prefix}${key}.`)
    }
  }
  collect(Texts.parse(JSON.parse(readFileSync(join(folder, language, file), 'utf8'))), '')
  return flat
}

const placeholders = (text: string): string[] => {
  const names = [...text.matchAll(/\{\{\s*([^},\s]+)[^}]*\}\}/g)].map((match) => match[1] ?? '')
  return [...new Set(names)].sort()
}

describe('the two languages', () => {
  test('have the same files', () => {
    expect(filesOf('es').length).toBeGreaterThan(0)
    expect(filesOf('es')).toEqual(filesOf('en'))
  })

  describe.each(filesOf('es'))('%s', (file) => {
    const es = textsOf('es', file)
    const en = textsOf('en', file)

    test('has the same keys in both', () => {
      expect([...es.keys()].sort()).toEqual([...en.keys()].sort())
    })

    test('has a text under every key, without exclamation marks', () => {
      const wrong = [...es, ...en].filter(([, text]) => text.trim() === '' || /[!¡]/.test(text))
      expect(wrong).toEqual([])
    })

    test('fills the same places in both', () => {
      const different = [...es].filter(
        ([key, text]) => placeholders(text).join() !== placeholders(en.get(key) ?? '').join(),
      )
      expect(different).toEqual([])
    })
  })
})
