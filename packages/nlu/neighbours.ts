import type { Rows } from './solver.ts'

/** For each row from `first` on, at most `neighbourCount` other rows, likest first; likeness 0: there is none. */
export interface Neighbours {
  readonly first: number
  readonly ids: Int32Array
  /** From 0 to 1: the cosine. */
  readonly likeness: Float32Array
}

export const neighbourCount = 10
/** What is less like than this is like by chance. */
const leastLikeness = 0.12
/** A feature of more rows than a twentieth of them tells little and costs the most; within these bounds. N6 */
const fewHolders = 50
const mostHolders = 400

export function findNeighbours(rows: Rows, featureCount: number, first: number): Neighbours {
  const { starts, ids, values } = rows
  const count = starts.length - 1
  const lengths = lengthsOf(rows)
  const holders = holdersOf(rows, featureCount)
  const found = new Int32Array((count - first) * neighbourCount)
  const likeness = new Float32Array(found.length)
  const most = Math.min(mostHolders, Math.max(fewHolders, count / 20))
  const sums = new Float32Array(count)
  const touched = new Int32Array(count)
  for (let row = first; row < count; row++) {
    let size = 0
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const feature = ids[at] as number
      const from = holders.starts[feature] as number
      const to = holders.starts[feature + 1] as number
      if (to - from > most) continue
      const value = values[at] as number
      for (let place = from; place < to; place++) {
        const other = holders.rows[place] as number
        if (sums[other] === 0) touched[size++] = other
        sums[other] = (sums[other] as number) + value * (holders.values[place] as number)
      }
    }
    const slot = (row - first) * neighbourCount
    for (let index = 0; index < size; index++) {
      const other = touched[index] as number
      const like = (sums[other] as number) / ((lengths[row] as number) * (lengths[other] as number))
      sums[other] = 0
      if (other !== row && like > leastLikeness) insert(found, likeness, slot, other, like)
    }
  }
  return { first, ids: found, likeness }
}

function insert(ids: Int32Array, likeness: Float32Array, slot: number, id: number, like: number): void {
  let place = slot + neighbourCount - 1
  if (like <= (likeness[place] as number)) return
  for (; place > slot && (likeness[place - 1] as number) < like; place--) {
    ids[place] = ids[place - 1] as number
    likeness[place] = likeness[place - 1] as number
  }
  ids[place] = id
  likeness[place] = like
}

function lengthsOf({ starts, values }: Rows): Float64Array {
  return Float64Array.from({ length: starts.length - 1 }, (_, row) => {
    let squares = 0
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) squares += (values[at] as number) ** 2
    return Math.sqrt(squares) || 1
  })
}

/** The rows that have feature `f`, and its values there, are from `starts[f]` to `starts[f + 1]`. */
function holdersOf({ starts, ids, values }: Rows, featureCount: number) {
  const places = new Int32Array(featureCount + 2)
  for (const id of ids) places[id + 2] = (places[id + 2] as number) + 1
  for (let feature = 2; feature < places.length; feature++)
    places[feature] = (places[feature] as number) + (places[feature - 1] as number)
  const held = { starts: places, rows: new Int32Array(ids.length), values: new Float32Array(ids.length) }
  for (let row = 0; row + 1 < starts.length; row++)
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const id = ids[at] as number
      const place = places[id + 1] as number
      held.rows[place] = row
      held.values[place] = values[at] as number
      places[id + 1] = place + 1
    }
  return held
}
