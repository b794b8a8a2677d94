import { diffWordsWithSpace, structuredPatch } from 'diff'

/** A piece of a text: in both, only in the older one, only in the newer one. */
export interface TextPart {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Lines of a file around a change; each begins with ` `, `-` or `+`. */
export interface Hunk {
  /** Counted from 1. */
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
}

/** Longer texts are compared as a whole: nobody reads them word by word. */
const longest = 20_000
/** Beyond so many edits two texts have little in common, and finding out which words costs their square. */
const mostEdits = 1000
const context = 3

/** What became of a text, word by word; the parts in order give either text. */
export function diffText(from: string, to: string): readonly TextPart[] {
  const changes =
    from.length > longest || to.length > longest
      ? undefined
      : diffWordsWithSpace(from, to, { maxEditLength: mostEdits })
  if (changes === undefined) return replaced(from, to)
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
}

function replaced(from: string, to: string): readonly TextPart[] {
  const parts: readonly TextPart[] = [
    { kind: 'removed', text: from },
    { kind: 'added', text: to },
  ]
  return parts.filter((part) => part.text !== '')
}

/** What became of a file, line by line; without hunks when too much of it did. */
export function diffLines(from: string, to: string): readonly Hunk[] {
  const patch = structuredPatch('', '', from, to, undefined, undefined, { context, maxEditLength: mostEdits })
  return (patch?.hunks ?? []).map(({ oldStart, newStart, lines }) => ({ from: oldStart, to: newStart, lines }))
}
