const liquid = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g

/** First and last of the private-use characters that stand for Liquid while HTML is worked on. */
const opening = '\uE000'
const closing = '\uE001'
const marks = /\uE000(\d+)\uE001/g

export interface MarkedText {
  text: string
  /** Puts the Liquid back; `change` may rewrite each piece on the way. */
  restore(text: string, change?: (piece: string) => string): string
}

/**
 * Replaces every `{{ … }}` and `{% … %}` by a mark that HTML tools leave alone: they would escape
 * its `>` and quotes, change its case or move it out of a table.
 */
export function markLiquid(source: string): MarkedText {
  const pieces: string[] = []
  const text = source.replace(/[\uE000\uE001]/g, '').replace(liquid, (piece) => {
    pieces.push(piece)
    return `${opening}${pieces.length - 1}${closing}`
  })
  return {
    text,
    restore: (marked, change = (piece) => piece) =>
      marked.replace(marks, (_, index: string) => change(pieces[Number(index)] ?? '')),
  }
}

/** A mark by itself: for finding places where Liquid stands. */
export const liquidMark = /\uE000\d+\uE001/
