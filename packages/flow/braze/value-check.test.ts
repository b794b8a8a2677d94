import { expect, it } from 'vitest'
import { bye, problems } from '../fixtures/flow.ts'

function found(more: object): readonly string[] {
  const node = { kind: 'braze-track', ...more, to: { success: 'bye', error: 'bye' } }
  const variables = { n: { type: 'number', default: 1 } }
  return problems({ variables, nodes: { node, bye } }).map(({ code, place }) => `${code} ${place.field}`)
}

it('[FB13] a property may be a time, an attribute a list of times, and a list in a property none', () => {
  const time = "{'$time': '2026-01-31T12:00:00Z'}"
  const event = (property: string) => ({ events: [{ name: 'e', properties: { p: property } }] })
  expect(found(event(time))).toEqual([])
  expect(found(event(`{'at': ${time}}`))).toEqual([])
  expect(found({ attributes: { a: `[${time}]` } })).toEqual([])
  expect(found(event(`[${time}]`))).toEqual(['braze-field events[0].properties.p'])
})

it('[FB13] an attribute is counted up by a whole number', () => {
  const increment = (inc: string) => found({ attributes: { visits: { inc } } })
  for (const right of ['1', '-1', '3.0', 'n', 'n + 0.5']) expect(increment(right), right).toEqual([])
  for (const wrong of ['1.5', "'1'", 'true', 'null']) {
    expect(increment(wrong), wrong).toEqual(['braze-field attributes.visits.inc'])
  }
})
