/** Stations of a way that are named; of a longer one, its beginning and its end. */
const mostNamed = 12

/** `a → b → c`, long ways shortened. */
export function wayOf(stations: readonly string[]): string {
  if (stations.length <= mostNamed) return stations.join(' → ')
  const half = mostNamed / 2
  const left = stations.length - mostNamed
  return [...stations.slice(0, half), `… ${left} more …`, ...stations.slice(-half)].join(' → ')
}
