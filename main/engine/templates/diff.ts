import type { DiffLine } from '../../../shared/contract/templates.ts'

/** Beyond so many lines a comparison would cost more than it tells. */
const LIMIT = 3_000

/** Lines kept, removed and added, by the longest common subsequence. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  ) {
    end += 1
  }
  const old = before.slice(start, before.length - end)
  const fresh = after.slice(start, after.length - end)
  const middle = old.length > LIMIT || fresh.length > LIMIT ? replaced(old, fresh) : compared(old, fresh)
  const same = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ kind: 'same', text }))
  return [...same(before.slice(0, start)), ...middle, ...same(before.slice(before.length - end))]
}

function replaced(old: readonly string[], fresh: readonly string[]): DiffLine[] {
  return [
    ...old.map((text): DiffLine => ({ kind: 'removed', text })),
    ...fresh.map((text): DiffLine => ({ kind: 'added', text })),
  ]
}

function compared(old: readonly string[], fresh: readonly string[]): DiffLine[] {
  const width = fresh.length + 1
  // lengths[i * width + j]: longest common subsequence of old[i…] and fresh[j…].
  const lengths = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      const diagonal = lengths[(i + 1) * width + j + 1] ?? 0
      const down = lengths[(i + 1) * width + j] ?? 0
      const right = lengths[i * width + j + 1] ?? 0
      lengths[i * width + j] = old[i] === fresh[j] ? diagonal + 1 : Math.max(down, right)
    }
  }
  const lines: DiffLine[] = []
  let i = 0
  let j = 0
  while (i < old.length && j < fresh.length) {
    if (old[i] === fresh[j]) {
      lines.push({ kind: 'same', text: old[i] ?? '' })
      i += 1
      j += 1
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) {
      lines.push({ kind: 'removed', text: old[i++] ?? '' })
    } else {
      lines.push({ kind: 'added', text: fresh[j++] ?? '' })
    }
  }
  return [...lines, ...replaced(old.slice(i), fresh.slice(j))]
}

/** HTML in lines that a person can compare: each block begins its own. */
export function htmlLines(html: string): string[] {
  return html
    .replace(/(<(?:p|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|div|blockquote|hr|br|style|img)\b)/gi, '\n$1')
    .replace(/(\{%[^%]*%\})/g, '\n$1\n')
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
