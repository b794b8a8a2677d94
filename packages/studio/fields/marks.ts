import type { Problem } from '@parley/flow'

/** A part of a text that is wrong. */
export interface Mark {
  readonly from: number
  readonly to: number
  readonly severity: 'error' | 'warning'
  readonly message: string
}

/**
 * Where in a text its problems are: at what a problem names in quotes, where the text has it, otherwise everywhere. Problems say lines of
 * the file, which is not what the editor shows.
 */
export function marksOf(text: string, problems: readonly Problem[]): readonly Mark[] {
  return problems.map(({ severity, reason, repair }) => {
    const message = `${reason} ${repair}`
    for (const [, named = ''] of reason.matchAll(/"([^"]+)"/g)) {
      const from = wordAt(text, named)
      if (from !== -1) return { from, to: from + named.length, severity, message }
    }
    return { from: 0, to: text.length, severity, message }
  })
}

/** Where a name stands that is not part of a longer one. */
function wordAt(text: string, name: string): number {
  const isWord = (letter: string | undefined) => letter !== undefined && /\w/.test(letter)
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    if (!isWord(text[at - 1]) && !isWord(text[at + name.length])) return at
  return -1
}
