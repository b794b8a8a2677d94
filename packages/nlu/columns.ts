import type { Rows } from './solver.ts'

/**
 * Features that are in the same examples with the same values, as the pieces of a rare word are, cannot be told apart. One
 * column stands for all `m` of them with √m times their value, and 1/√m of its weight is the weight of each: the same
 * solution with a fifth less work and up to half the weights.
 */
export interface Columns {
  readonly rows: Rows
  readonly count: number
  /** The column of each feature, and the share of the column's weight that is its own. */
  readonly places: Int32Array
  readonly shares: Float32Array
}

export function mergeColumns({ starts, ids, values }: Rows, featureCount: number): Columns {
  const { places, sizes } = alike({ starts, ids, values }, featureCount)
  const leads = new Uint8Array(featureCount)
  const seen = new Uint8Array(sizes.length)
  for (let feature = 0; feature < featureCount; feature++) {
    const place = places[feature] as number
    leads[feature] = seen[place] === 0 ? 1 : 0
    seen[place] = 1
  }
  const roots = Float64Array.from(sizes, Math.sqrt)
  const kept = places.map((place, feature) => (leads[feature] === 0 ? -1 : place))
  return {
    rows: onlyColumns({ starts, ids, values }, kept, roots),
    count: sizes.length,
    places,
    shares: Float32Array.from(places, (place) => 1 / (roots[place] as number)),
  }
}

/** The rows with each feature at its place, and without those whose place is -1; values times the factor of the place. */
export function onlyColumns({ starts, ids, values }: Rows, places: Int32Array, factors: Float64Array | null): Rows {
  const kept = {
    starts: new Int32Array(starts.length),
    ids: new Int32Array(ids.length),
    values: new Float32Array(ids.length),
  }
  let size = 0
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const place = places[ids[at] as number] as number
      if (place < 0) continue
      kept.ids[size] = place
      kept.values[size++] = (values[at] as number) * (factors === null ? 1 : (factors[place] as number))
    }
    kept.starts[row + 1] = size
  }
  return { starts: kept.starts, ids: kept.ids.slice(0, size), values: kept.values.slice(0, size) }
}

/** By two hashes of rows and values, 53 bits of them: of 100,000 features two meet by chance once in a million models. */
function alike({ starts, ids, values }: Rows, featureCount: number): { places: Int32Array; sizes: readonly number[] } {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length)
  const high = new Int32Array(featureCount)
  const low = new Int32Array(featureCount)
  for (let row = 0; row + 1 < starts.length; row++)
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const feature = ids[at] as number
      const mixed = Math.imul((bits[at] as number) ^ Math.imul(row + 1, 0x9e3779b1), 0x85ebca6b)
      high[feature] = Math.imul((high[feature] as number) ^ mixed ^ (mixed >>> 15), 0x01000193)
      low[feature] = Math.imul((low[feature] as number) + (mixed ^ (mixed >>> 13)), 0xc2b2ae35)
    }
  const known = new Map<number, number>()
  const places = new Int32Array(featureCount)
  const sizes: number[] = []
  for (let feature = 0; feature < featureCount; feature++) {
    const key = ((high[feature] as number) & 0x1fffff) * 4294967296 + ((low[feature] as number) >>> 0)
    const place = known.get(key) ?? sizes.length
    if (place === sizes.length) known.set(key, place)
    places[feature] = place
    sizes[place] = (sizes[place] ?? 0) + 1
  }
  return { places, sizes }
}

/** The weights of the features from those of the columns; behind the last of either is the bias. */
export function spread(weights: Float32Array, { count, places, shares }: Columns, intentCount: number): Float32Array {
  const own = new Float32Array((places.length + 1) * intentCount)
  for (let feature = 0; feature < places.length; feature++) {
    const from = (places[feature] as number) * intentCount
    const to = feature * intentCount
    const share = shares[feature] as number
    for (let intent = 0; intent < intentCount; intent++) own[to + intent] = share * (weights[from + intent] as number)
  }
  own.set(weights.subarray(count * intentCount, (count + 1) * intentCount), places.length * intentCount)
  return own
}
