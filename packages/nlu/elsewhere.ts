/**
 * Tells what is asked here from what people ask elsewhere: one more linear classifier over the features of a model, of its examples
 * against requests to companies and assistants of all kinds. Scores of intents say which is the likeliest; this says whether any is.
 */
import { createRandom } from './random.ts'
import { type Rows, solve } from './solver.ts'

/** Requests that no classifier learns from, so that it can be seen how far one is to be trusted. */
const heldOut = 5

export function learnedFrom<T>(requests: readonly T[]): readonly T[] {
  return requests.filter((_, at) => at % heldOut !== 0)
}

export function heldBack<T>(requests: readonly T[]): readonly T[] {
  return requests.filter((_, at) => at % heldOut === 0)
}

/**
 * Feature by feature, behind the last the bias: the larger, the likelier it is asked here.
 *
 * @param rows whose first `count` are the examples
 */
export function tellHere(rows: Rows, count: number, elsewhere: Rows, featureCount: number, seed: number): Float32Array {
  const strangers = elsewhere.starts.length - 1
  if (strangers === 0) return new Float32Array(featureCount + 1)
  const weights = solve(
    {
      rows: together(rows, count, elsewhere),
      intents: Int32Array.from({ length: count + strangers }, (_, row) => (row < count ? 0 : 1)),
      intentCount: 2,
      featureCount,
      // Together they count as much as the examples.
      costs: Float32Array.from({ length: count + strangers }, (_, row) => (row < count ? 1 : count / strangers)),
    },
    { loss: 'likelihood', cost: 3, rounds: 5 },
    createRandom(seed),
  )
  return Float32Array.from(
    { length: featureCount + 1 },
    (_, feature) => (weights[2 * feature] as number) - (weights[2 * feature + 1] as number),
  )
}

function together(rows: Rows, count: number, more: Rows): Rows {
  const end = rows.starts[count] ?? 0
  const starts = new Int32Array(count + more.starts.length)
  starts.set(rows.starts.subarray(0, count))
  for (const [row, start] of more.starts.entries()) starts[count + row] = end + start
  const ids = new Int32Array(end + more.ids.length)
  ids.set(rows.ids.subarray(0, end))
  ids.set(more.ids, end)
  const values = new Float32Array(end + more.ids.length)
  values.set(rows.values.subarray(0, end))
  values.set(more.values, end)
  return { starts, ids, values }
}
