import { expect, test } from 'vitest'
import { qualityOf } from '../worker/quality.ts'
import { figuresOf, lookAlikes } from './figures.ts'

const intents = {
  cancel: ['cancel my order', 'please cancel it', 'stop the order', 'cancel the purchase', 'I want to cancel'],
  hours: ['when are you open', 'opening hours please', 'are you open on sunday', 'what are your hours', 'open today'],
  refund: ['I want my money back', 'refund please', 'give me a refund', 'money back now', 'can I get a refund'],
  hello: ['hello', 'hi there', 'good morning', 'hey you', 'hello there'],
}

test('every example is judged once by a model that has not seen it, beside another one', () => {
  const told: number[] = []
  const live = { cancel: intents.cancel, hours: intents.hours }
  const quality = qualityOf(intents, live, (done) => told.push(done))
  expect(quality.judged.map(({ text }) => text).toSorted()).toEqual(Object.values(intents).flat().toSorted())
  expect(quality.strangers).toHaveLength(20)
  expect([told.at(-1), told.every((done, at) => done > (told[at - 1] ?? 0))]).toEqual([1, true])
  const own = figuresOf(quality, 0)
  const other = figuresOf(quality, 0, 'live')
  expect(own.right + own.wrong + own.unknown).toBe(20)
  // The other one knows neither refunds nor greetings.
  expect(other.right).toBeLessThanOrEqual(10)
  expect(own.right).toBeGreaterThan(other.right)
  expect(qualityOf(intents, live, () => {})).toEqual(quality)
})

test('an intent that has another name now is the same one', () => {
  const { cancel, ...others } = intents
  const live = { ...others, stop_order: cancel }
  const quality = qualityOf(intents, live, () => {})
  const [own, other] = [figuresOf(quality, 0), figuresOf(quality, 0, 'live')]
  expect(other.right).toBeGreaterThan(own.right - 4)
  expect(quality.judged.some(({ live: told }) => told?.taken === 'stop_order')).toBe(false)
})

test('a higher threshold trades answers for strangers that are turned away', () => {
  const quality = qualityOf(intents, null, () => {})
  const [low, high] = [figuresOf(quality, 0), figuresOf(quality, 1)]
  expect([low.turnedAway, high.turnedAway]).toEqual([0, 1])
  expect([high.right, high.unknown]).toEqual([0, 20])
  expect(low.confusions.reduce((sum, { count }) => sum + count, 0)).toBe(20 - low.right)
  expect(low.intents.map(({ recall }) => recall)).toEqual(low.intents.map(({ recall }) => recall).toSorted())
})

test('few and strange examples make figures too', () => {
  expect(qualityOf({}, null, () => {}).judged).toEqual([])
  expect(
    figuresOf(
      qualityOf({ a: ['one'] }, { b: ['two'] }, () => {}),
      0.5,
    ),
  ).toMatchObject({ total: 0, right: 0 })
  const twins = { a: ['where is it', 'where is it now'], b: ['where is it', 'where is it then'] }
  expect(lookAlikes(qualityOf(twins, null, () => {})).length).toBeGreaterThan(0)
})
