/** How many single-character edits (insert, delete, replace, swap neighbours) turn `a` into `b`; `most` or more is all the same. */
function distance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : change
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    if (Math.min(...next, ...row) >= most) return most
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

/** A bit for each letter that occurs; several letters may share one. */
function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31)
  return letters
}

function countOf(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count += 1
  return count
}

/** Long names are not worth the quadratic comparison: nobody mistypes 100 characters into another known name. */
const longestName = 100

/** The name among `names` that `name` was probably meant to be; `null` when none is close. */
export function nearest(name: string, names: Iterable<string>): string | null {
  if (name.length > longestName) return null
  const limit = Math.max(1, Math.floor(name.length / 3))
  const wanted = name.toLowerCase()
  const letters = lettersOf(wanted)
  let best: string | null = null
  let least = limit + 1
  for (const given of names) {
    if (Math.abs(given.length - name.length) >= least) continue
    const candidate = given.toLowerCase()
    // An edit takes at most one letter away and brings one.
    if (countOf(letters ^ lettersOf(candidate)) > 2 * (least - 1)) continue
    const edits = distance(wanted, candidate, least)
    if (edits < least) {
      best = given
      least = edits
    }
  }
  return best
}

/** Whether `name` is `other` but for a single edit; short names are too close to each other to tell. */
export function isOneSlip(name: string, other: string): boolean {
  return name.length >= 5 && Math.abs(name.length - other.length) <= 1 && distance(name, other) === 1
}

/** A repair sentence: the nearest name, or all the names there are. */
export function suggest(name: string, names: Iterable<string>): string {
  return new Names(names).suggest(name)
}

/** So many names are compared one by one; of more, only those a single slip away are found. */
const mostCompared = 500
const mostShown = 12

/** Names that there are, to be held against names that there are not, however many of both. */
export class Names {
  readonly #names: readonly string[]
  /** Every name without one of its letters → the names that this can be said of. */
  #shortened: ReadonlyMap<string, readonly string[]> | null = null

  constructor(names: Iterable<string>) {
    this.#names = [...names]
  }

  /** A repair sentence: the nearest name, or the names there are. */
  suggest(name: string): string {
    const near = nearest(name, this.#likely(name))
    if (near !== null) return `Did you mean "${near}"?`
    if (this.#names.length === 0) return 'There is none to choose from.'
    const shown = this.#names.slice(0, mostShown).map((each) => `"${each}"`)
    return `Use one of ${shown.join(', ')}${this.#names.length > shown.length ? ', …' : ''}.`
  }

  #likely(name: string): readonly string[] {
    if (this.#names.length <= mostCompared) return this.#names
    if (name.length > longestName) return []
    this.#shortened ??= shortenedOf(this.#names)
    const shortened = this.#shortened
    // One letter more, less or another, and two exchanged: all come to the same word without some letter.
    return [...new Set(without(name.toLowerCase()).flatMap((each) => shortened.get(each) ?? []))]
  }
}

function shortenedOf(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const name of names) {
    if (name.length > longestName) continue
    for (const each of without(name.toLowerCase())) {
      const known = found.get(each)
      if (known === undefined) found.set(each, [name])
      // Names such as n1, n2, … n50000 are all alike, and nobody can tell which was meant.
      else if (known.length < mostShown) known.push(name)
    }
  }
  return found
}

/** A word as it is, and without each of its letters. */
function without(word: string): readonly string[] {
  return [word, ...new Set(Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1)))]
}
