import { beforeAll, describe, expect, test } from 'vitest'
import { readModel, writeModel } from './model-file.ts'
import { createRecognizer } from './recognizer.ts'
import { type Example, trainIntents } from './train-intents.ts'
import { VectorTable, WordVectors } from './word-vectors.ts'
import en from './words/en.json' with { type: 'json' }

const things = ['card', 'order', 'invoice', 'parcel', 'ticket', 'room', 'password', 'address', 'refund', 'coupon']
const wishes = ['cancel', 'find', 'change', 'lose', 'pay', 'send', 'open', 'check', 'return', 'explain']
const ways = ['please', 'can you', 'I want to', 'how do I', 'help me to', 'I cannot', 'where do I', 'somebody must']
const ends = ['today', 'now', 'again', 'for me', 'online', 'by phone', 'with the app', 'at the shop']
/** Up to 6,400 sentences of ten intents, one for each thing. */
const sentences: readonly Example[] = ends.flatMap((end) =>
  ways.flatMap((way) =>
    wishes.flatMap((wish) => things.map((thing) => ({ text: `${way} ${wish} my ${thing} ${end}`, intent: thing }))),
  ),
)
const vectors = new WordVectors([new VectorTable(en)])
const many = sentences.slice(0, 2000)

describe('networks', () => {
  let model: ReturnType<typeof trainIntents>
  let file: Uint8Array
  beforeAll(() => {
    model = trainIntents(many, { vectors })
    file = writeModel(model)
  })

  test('[N15] learn where there are enough examples, and nobody waits for longer than for others', () => {
    const count = (examples: number, known: WordVectors | null = null) =>
      trainIntents(sentences.slice(0, examples), { vectors: known }).networks.length
    expect([399, 400, 800, 801, 1999, 2000].map((examples) => count(examples))).toEqual([0, 1, 1, 0, 0, 1])
    // Without word vectors nothing is known of what words mean.
    expect(count(400, vectors)).toBe(2)
    expect(model.networks).toHaveLength(2)
  })

  test('[N15] change what is likeliest, and not how far an answer is trusted', () => {
    const [both, linear] = [model, { ...model, networks: [] }].map((each) => createRecognizer(each, 0))
    const text = 'my parcel or my ticket'
    const [one, other] = [both?.recognize(text, 'en'), linear?.recognize(text, 'en')]
    expect(one?.intent).toBe(other?.intent)
    expect(one?.confidence).toBe(other?.confidence)
    expect(one?.alternatives).not.toEqual(other?.alternatives)
  })

  test('[N10] are in the file', () => {
    const read = readModel(file, () => vectors)
    expect(read.networks).toEqual(model.networks)
    const [one, other] = [createRecognizer(model), createRecognizer(read)]
    for (const text of ['my parcel or my ticket', 'return it', 'why'])
      expect(other.recognize(text, 'en')).toEqual(one.recognize(text, 'en'))
  })

  test('[N10] that do not fit are refused', () => {
    const [letters, meaning] = model.networks
    if (letters === undefined || meaning === undefined) throw new Error('There are no networks.')
    const features = model.vocabulary.hashes.length + vectors.dimensions
    for (const broken of [
      { ...letters, features: letters.features.with(0, features) },
      { ...letters, features: letters.features.slice(1) },
      { ...letters, scales: letters.scales.with(0, Number.NaN) },
      { ...letters, outputs: letters.outputs.with(0, Number.POSITIVE_INFINITY) },
      { ...letters, outputs: letters.outputs.slice(1) },
    ])
      expect(() => readModel(writeModel({ ...model, networks: [broken, meaning] }), () => vectors)).toThrow(
        'its parts do not fit each other',
      )
  })

  test('[N5] are the same for the same examples', () => {
    expect(writeModel(trainIntents(many, { vectors }))).toEqual(file)
  })
})
