import * as en from './en.ts'
import * as es from './es.ts'

/** The languages of the interface. Every text exists in both; a key missing in either fails `tsc`. */
export const languages = ['es', 'en'] as const
export type Language = (typeof languages)[number]

export type Texts = typeof es
export type Namespace = keyof Texts

/** Texts by language and namespace: `texts.es.common.actions.save`. */
/* Both directions are checked: a key that only one language has fails here. */
export const texts: Record<Language, Texts> = { es: es satisfies typeof en, en }

/** Dotted paths of the leaves of a text object; `_one`, `_other` and `_many` are one key. */
type Path<Value> = {
  [Key in keyof Value & string]: Value[Key] extends string
    ? Key extends `${infer Base}_${'zero' | 'one' | 'many' | 'other'}`
      ? Base
      : Key
    : `${Key}.${Path<Value[Key]>}`
}[keyof Value & string]

/** A text with its namespace, for tables of data: `'campaigns:status.running'`. */
export type TextKey = { [Name in Namespace]: `${Name}:${Path<Texts[Name]>}` }[Namespace]

/** The supported language nearest to a BCP 47 tag (`es-CL` → `es`), Spanish when there is none. */
export function nearestLanguage(tag: string | undefined): Language {
  return languages.find((language) => tag?.toLowerCase().startsWith(language)) ?? 'es'
}
