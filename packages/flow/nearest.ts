/** How many single-character edits (insert, delete, replace, swap neighbours) turn `a` into `b`. */
function distance(a: string, b: string): number {
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
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

/** The name among `names` that `name` was probably meant to be; `null` when none is close. */
export function nearest(name: string, names: Iterable<string>): string | null {
  // Long names are not worth the quadratic comparison: nobody mistypes 100 characters into another known name.
  if (name.length > 100) return null
  const limit = Math.max(1, Math.floor(name.length / 3))
  let best: string | null = null
  let least = limit + 1
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) >= least) continue
    const edits = distance(name.toLowerCase(), candidate.toLowerCase())
    if (edits < least) {
      best = candidate
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
  const known = [...names]
  const near = nearest(name, known)
  if (near !== null) return `Did you mean "${near}"?`
  if (known.length === 0) return 'There is none to choose from.'
  const shown = known.slice(0, 12).map((each) => `"${each}"`)
  return `Use one of ${shown.join(', ')}${known.length > shown.length ? ', …' : ''}.`
}
