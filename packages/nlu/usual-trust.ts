import type { Trust } from './intent-model.ts'

/** How far models are trusted that have too few examples to learn it from, see trust.ts. Made by `npm run make:usual-trust`. */
interface UsualTrust {
  /** Of the signals of a verdict, see judge.ts. */
  readonly weights: readonly number[]
  /**
   * What the first weight gains with the logarithm of the number of intents, with its square, and with the logarithm of the examples per
   * intent: the same odds mean more among many intents, and less where they come from many examples.
   */
  readonly shift: readonly [number, number, number]
  /** Keeps 93 to 96 of 100 right answers. */
  readonly threshold: number
}

/** Of a single intent the odds say nothing. */
const usual: { readonly [words in 'known' | 'unknown']: { readonly [intents in 'one' | 'several']: UsualTrust } } = {
  known: {
    one: { weights: [1.7, 0, 0.7, 0.7, 2.2], shift: [0, 0, -0.3], threshold: 0.5 },
    several: { weights: [-1.7, 1.5, 0, 0.1, 0.6], shift: [2.1, -0.3, -0.8], threshold: 0.4 },
  },
  unknown: {
    one: { weights: [-0.1, 0, 3.5, 4.9, 0], shift: [0, 0, -0.7], threshold: 0.45 },
    several: { weights: [-2.9, 1.8, 0, 2.8, 0], shift: [2.2, -0.3, -0.8], threshold: 0.35 },
  },
}

/** Solutions of more are not among those that the numbers come from. */
const mostIntents = 40
const mostOfIntent = 60

/** @param knowsWords whether the model has word vectors */
export function usualTrust(intents: number, examples: number, knowsWords: boolean): Trust {
  const { weights, shift, threshold } = usual[knowsWords ? 'known' : 'unknown'][intents === 1 ? 'one' : 'several']
  const terms = shiftedBy(intents, examples)
  const first = shift.reduce((sum, each, at) => sum + each * (terms[at] as number), weights[0] ?? 0)
  return { weights: [first, ...weights.slice(1)], threshold }
}

/** What the shift is multiplied with. */
export function shiftedBy(intents: number, examples: number): readonly [number, number, number] {
  const many = Math.log(Math.min(Math.max(intents, 1), mostIntents))
  const ofEach = Math.log(Math.min(Math.max(examples / Math.max(intents, 1), 1), mostOfIntent))
  return [many, many * many, ofEach]
}
