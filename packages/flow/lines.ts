/** 1-based. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** The lines of a text, counted when a place is asked for the first time. */
export class Lines {
  readonly #text: string
  /** Offsets at which lines begin. */
  #starts: readonly number[] | null = null

  constructor(text: string) {
    this.#text = text
  }

  at(offset: number): Position {
    this.#starts ??= startsOf(this.#text)
    const starts = this.#starts
    // The last line that begins at or before the offset.
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}

function startsOf(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
