import type { Network } from './intent-model.ts'

/** A network as recognition uses it. Keeps room for one sentence. */
export class HiddenLayer {
  readonly #network: Network
  /** The place of each feature among those that it sees; -1: it does not. */
  readonly #places: Int32Array
  readonly #hidden: Float64Array

  /** @param features how many there are in all */
  constructor(network: Network, features: number) {
    this.#network = network
    this.#places = new Int32Array(features).fill(-1)
    for (const [place, feature] of network.features.entries()) this.#places[feature] = place
    this.#hidden = new Float64Array(network.scales.length)
  }

  /** Adds what it says of a vector, of whose entries `size` count, to the first scores. */
  addTo(scores: Float64Array, intents: number, ids: Int32Array, values: Float32Array, size: number): void {
    const { features, weights, scales, outputs } = this.#network
    const hidden = this.#hidden
    const units = hidden.length
    const bias = features.length * units
    for (let unit = 0; unit < units; unit++) hidden[unit] = weights[bias + unit] as number
    for (let index = 0; index < size; index++) {
      const place = this.#places[ids[index] as number] as number
      if (place < 0) continue
      const value = values[index] as number
      const base = place * units
      for (let unit = 0; unit < units; unit++)
        hidden[unit] = (hidden[unit] as number) + value * (weights[base + unit] as number)
    }
    for (let intent = 0; intent < intents; intent++)
      scores[intent] = (scores[intent] as number) + (outputs[units * intents + intent] as number)
    for (let unit = 0; unit < units; unit++) {
      const height = (hidden[unit] as number) * (scales[unit] as number)
      if (height <= 0) continue
      const base = unit * intents
      for (let intent = 0; intent < intents; intent++)
        scores[intent] = (scores[intent] as number) + height * (outputs[base + intent] as number)
    }
  }
}
