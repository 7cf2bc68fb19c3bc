import { describe, expect, test } from 'vitest'
import {
  DATE_FORMATS,
  NUMBER_FORMATS,
  RECIPIENT_FIELDS,
  RECIPIENT_ROLES,
  REPEATED_ADDRESS_CHOICES,
  ROW_REASONS,
  WORKSPACE_REASONS,
} from '../../../shared/domain/recipient-import.ts'
import { FILE_PROBLEMS, FILE_WARNINGS, TEXT_ENCODINGS } from '../../../shared/domain/sheet-files.ts'
import { languages, texts } from '../../../shared/i18n/index.ts'

describe.each(languages)('the texts of importing in %s', (language) => {
  const { import: words } = texts[language]

  test('exist for exactly the keys the engine can give', () => {
    const sorted = (keys: readonly string[]) => keys.toSorted()
    expect(sorted(Object.keys(words.file))).toEqual(sorted(FILE_PROBLEMS))
    expect(sorted(Object.keys(words.warning))).toEqual(sorted(FILE_WARNINGS))
    expect(sorted(Object.keys(words.row))).toEqual(
      sorted([...Object.keys(ROW_REASONS), ...Object.keys(WORKSPACE_REASONS)]),
    )
    expect(sorted(Object.keys(words.field))).toEqual(sorted([...RECIPIENT_FIELDS, 'variable', 'ignore']))
    expect(sorted(Object.keys(words.role))).toEqual(sorted(RECIPIENT_ROLES))
    expect(sorted(Object.keys(words.encoding))).toEqual(sorted(TEXT_ENCODINGS))
    expect(sorted(Object.keys(words.numberFormat))).toEqual(sorted(NUMBER_FORMATS))
    expect(sorted(Object.keys(words.dateFormat))).toEqual(sorted(DATE_FORMATS))
    expect(sorted(Object.keys(words.repeatedAddress))).toEqual(sorted(REPEATED_ADDRESS_CHOICES))
  })

  test('say what to do, without shouting', () => {
    for (const { title, fix } of Object.values(words.row)) {
      expect(title.length).toBeLessThan(45)
      expect(fix.split('. ').length).toBeGreaterThan(1)
    }
    expect(JSON.stringify(words)).not.toMatch(/[!¡]/)
  })
})
