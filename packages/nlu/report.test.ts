import { describe, expect, test } from 'vitest'
import { findConflicts } from './conflicts.ts'
import { crossJudge, type JudgedSentence, judgeOutside, judgeSentences } from './judged-sentences.ts'
import { pairsAlike } from './look-alikes.ts'
import { readNlu } from './nlu-files.ts'
import { compareJudged, reportOf } from './report.ts'
import { trainIntents } from './train-intents.ts'

const judged = (intent: string | null, best: string | null, confidence: number, threshold = 0.5): JudgedSentence => ({
  text: `${intent} ${best} ${confidence}`,
  intent,
  best,
  confidence,
  taken: confidence >= threshold ? best : null,
})

test('[NR1] of two models counts all that changed, however many are listed', () => {
  const before = Array.from({ length: 300 }, () => judged('a', 'b', 0.9))
  const { mended, lost } = compareJudged(
    before,
    before.map(() => judged('a', 'a', 0.9)),
  )
  expect([mended.count, mended.sentences.length, lost]).toEqual([300, 200, { count: 0, sentences: [] }])
})

describe('a report', () => {
  const sentences = [
    judged('a', 'a', 0.95),
    judged('a', 'a', 0.85),
    judged('a', 'b', 0.65),
    judged('b', 'b', 0.45),
    judged(null, 'a', 0.3),
    judged(null, 'b', 0.7),
  ]
  const report = reportOf(sentences)

  test('has precision, recall and F1 of each intent, and of what is out of scope', () => {
    expect(report).toMatchObject({ total: 6, right: 3, accuracy: 0.5, outside: 2 })
    expect(report.intents).toEqual([
      { intent: null, examples: 2, precision: 0.5, recall: 0.5, f1: 0.5 },
      { intent: 'a', examples: 3, precision: 1, recall: 2 / 3, f1: 0.8 },
      { intent: 'b', examples: 1, precision: 0, recall: 0, f1: 0 },
    ])
    expect(report.macroF1).toBeCloseTo(0.4)
  })

  test('says what each threshold would cost', () => {
    const at = (threshold: number) => report.thresholds.find((each) => Math.abs(each.threshold - threshold) < 1e-9)
    expect(at(0)).toEqual({ threshold: 0, kept: 0.75, mistaken: 0.25, refused: 0 })
    expect(at(0.5)).toEqual({ threshold: 0.5, kept: 0.5, mistaken: 0.25, refused: 0.5 })
    expect(at(0.9)).toEqual({ threshold: 0.9, kept: 0.25, mistaken: 0, refused: 1 })
  })

  test('says how well confidence tells what is in scope, and how far it is off', () => {
    // Of eight pairs two are out of order: 0.7 out of scope is above 0.65 and 0.45 in scope.
    expect(report.auroc).toBeCloseTo(6 / 8)
    expect(reportOf([judged('a', 'a', 0.5), judged(null, 'a', 0.5)]).auroc).toBe(0.5)
    // 0.95 and 0.85 right, 0.65 wrong, 0.45 right.
    expect(report.calibrationError).toBeCloseTo((0.05 + 0.15 + 0.65 + 0.55) / 4)
    expect(report.confidences.reduce((sum, { right, wrong }) => sum + right + wrong, 0)).toBe(4)
    expect(report.mistakes.map(({ confidence }) => confidence)).toEqual([0.7, 0.65, 0.45])
  })

  test('of nothing is one too', () => {
    expect(reportOf([])).toMatchObject({ total: 0, accuracy: 0, macroF1: 0, auroc: null, calibrationError: 0 })
  })

  test('of two models tells what was mended and what was lost', () => {
    const now = [...sentences.slice(0, 1), judged('a', 'b', 0.9), judged('a', 'a', 0.9), ...sentences.slice(3)]
    const { mended, lost, intents } = compareJudged(sentences, now)
    expect([mended.count, lost.count, intents]).toEqual([1, 1, []])
    const worse = [...now.slice(0, 2), sentences[2] as JudgedSentence, ...now.slice(3)]
    expect(compareJudged(sentences, worse).intents).toEqual([{ intent: 'a', before: 2 / 3, now: 1 / 3 }])
  })
})

const words = ['red', 'green', 'blue', 'white', 'black', 'pink', 'brown', 'grey']
const topics = [
  'order a bike',
  'cancel the trip',
  'open an account',
  'lose my card',
  'pay the bill',
  'move house',
  'see a doctor',
]
const examples = topics.flatMap((topic, intent) =>
  words.map((word) => ({ intent: `i${intent}`, text: `I want to ${topic} ${word}` })),
)

test('[NR1] every example is judged once, by a model that does not know it, and strangers by one that does not know their intent', () => {
  const told: string[] = []
  const onTraining = (done: number, of: number) => void told.push(`${done}/${of}`)
  const crossed = crossJudge(examples, { folds: 4, onTraining })
  expect(new Set(crossed.map(({ text }) => text)).size).toBe(examples.length)
  expect(reportOf(crossed).accuracy).toBeGreaterThan(0.9)
  expect(told).toEqual(['0/4', '1/4', '2/4', '3/4'])
  const outside = judgeOutside(examples, { folds: 4 })
  expect(outside).toHaveLength(examples.length)
  expect(outside.every(({ intent }) => intent === null)).toBe(true)
  expect(reportOf(crossed, outside).auroc).toBeGreaterThan(0.6)
  expect(judgeOutside(examples.slice(0, 16))).toEqual([])
})

test('a threshold decides what is taken, not what is likeliest', () => {
  const model = trainIntents(examples)
  const [one] = judgeSentences(model, [{ text: 'I want to order a bicycle', intent: 'i0' }], 1)
  expect(one).toMatchObject({ best: 'i0', taken: null })
})

test('texts that are alike are found, each pair once, and only as partners', () => {
  const texts = [
    'cancel my order please',
    'cancel my order',
    'book a flight',
    'please cancel my order',
    'book a flight now',
  ]
  const pairs = pairsAlike(texts, 0.6, (one, other) => one % 2 !== other % 2)
  expect(pairs.map(({ one, other }) => [one, other])).toEqual(expect.arrayContaining([[0, 1]]))
  expect(pairs.every(({ one, other, likeness }) => one < other && one % 2 !== other % 2 && likeness <= 1)).toBe(true)
  expect(pairsAlike(texts, 0.6, () => true).length).toBeGreaterThan(pairs.length)
})

test('[NR3] conflicts are found, worst first', () => {
  const { nlu } = readNlu({
    'nlu/x.yaml': `
nlu:
- intent: cancel
  examples: |
    - stop it
    - cancel my [order](thing)
    - please cancel my order now
    - I want to cancel my order
    - get rid of my order
- intent: order
  examples: |
    - Stop it!
    - place an [order](product)
    - please place my order now
    - I want to cancel the order
- intent: hours
  examples: |
    - when are you open
entities:
  size: { values: { large: [big], huge: [Big] } }
nothing:
`.replace('nothing:\n', ''),
    'nlu/y.yaml': 'nlu:\n- synonym: A\n  examples: |\n    - one\n- synonym: B\n  examples: |\n    - One\n',
  })
  if (nlu === null) throw new Error('It is not read.')
  const found = findConflicts(nlu, [
    { text: 'I want to cancel the order', intent: 'order', best: 'cancel', confidence: 0.9, taken: 'cancel' },
    { text: 'stop it', intent: 'cancel', best: 'order', confidence: 1, taken: 'order' },
  ])
  expect(found.contradicting).toEqual([{ text: 'stop it', intents: ['cancel', 'order'] }])
  expect(found.lookAlikes[0]).toMatchObject({
    one: { intent: 'cancel', text: 'I want to cancel my order' },
    other: { intent: 'order', text: 'I want to cancel the order' },
  })
  expect(found.misfiled.map(({ text, taken }) => [text, taken])).toEqual([['I want to cancel the order', 'cancel']])
  expect(found.weak).toEqual(
    expect.arrayContaining([{ intent: 'hours', examples: 1, recall: null, why: 'few-examples' }]),
  )
  expect(found.entities.map(({ text, reason }) => `${text}: ${reason}`)).toEqual(
    expect.arrayContaining([
      'order: It is marked as "thing" and as "product".',
      'big: It means "large" of "size" and "huge" of "size".',
      'One: It comes to "A" and to "B".',
    ]),
  )
})
