/** "Did you mean …? ", or nothing when none is near. */
export function nearestOf(name: string, known: readonly string[]): string {
  const short = name.slice(0, 40)
  const [best] = known
    .map((each) => ({ each, far: distance(short.toLowerCase(), each.toLowerCase()) }))
    .sort((one, other) => one.far - other.far)
  return best !== undefined && best.far <= Math.max(1, best.each.length / 3) ? `Did you mean "${best.each}"? ` : ''
}

function distance(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row++) {
    const now = [row]
    for (let at = 1; at <= other.length; at++) {
      const change = (before[at - 1] ?? 0) + (one[row - 1] === other[at - 1] ? 0 : 1)
      now.push(Math.min(change, (before[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1))
    }
    before = now
  }
  return before[other.length] ?? 0
}
