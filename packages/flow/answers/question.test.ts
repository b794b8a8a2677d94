import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { event } from '../fixtures/event.ts'
import { bye, program } from '../fixtures/flow.ts'
import { plainOf } from '../plain.ts'
import { newState, step } from '../step.ts'

const choices = [
  { id: 'ios', label: 'iOS {{ x }}' },
  { id: 'android', label: 'Android' },
]
const answers: { readonly [id: string]: object } = {
  time: { type: 'time', min: '22:00', max: '06:00' },
  date_time: { type: 'date-time', min: 'now', time_zone: 'Asia/Seoul' },
  pick: { type: 'choice', from: 'any_list', style: 'carousel' },
  picks: { type: 'choices', choices, min: 0 },
  rating: { type: 'rating' },
  slider: { type: 'slider', unit: '{{ x }}' },
  file: { type: 'file', accept: ['image/*'] },
  place: { type: 'location' },
  view: { type: 'web-view', url: 'https://a.example/{{ x }}' },
  form: {
    type: 'form',
    fields: [
      { name: 'email', label: '{{ x }}', answer: { type: 'email' } },
      { name: 'os', label: 'OS', answer: { type: 'choice', choices }, optional: true },
      { name: 'photo', label: 'Photo', answer: { type: 'file' }, optional: true },
    ],
  },
}

/** One question of each type after the other, round and round; wrong answers go on too, so that each is met. */
const all = (() => {
  const ids = Object.keys(answers)
  const nodes = Object.fromEntries(
    ids.map((id, index) => {
      const next = ids[(index + 1) % ids.length]
      return [
        id,
        { kind: 'ask', text: '{{ x }}', answer: answers[id], variable: id, tries: 2, to: { next, failed: next } },
      ]
    }),
  )
  const types: { readonly [id: string]: string } = {
    time: 'time',
    date_time: 'date-time',
    pick: 'choice',
    picks: 'choices',
    rating: 'number',
    slider: 'number',
    file: 'file',
    place: 'location',
    view: 'form',
    form: 'form',
  }
  const variables = Object.fromEntries(ids.map((id) => [id, { type: types[id] }]))
  const more = { x: { type: 'text' }, any_list: { type: 'json', default: ['a', { title: 'b' }, null] } }
  return program({ variables: { ...variables, ...more }, nodes: { ...nodes, bye } })
})()

describe('a question of any type', () => {
  it('[FS1] [FS2] answers any events, changes nothing it was given, and says only what can be said in words', () => {
    const started = {
      kind: 'started' as const,
      contact: { id: 'c' },
      variables: { x: '**[x](https://evil.example)**' },
      page: null,
      at: 0,
      random: 0,
    }
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40, size: 'max' }), (events) => {
        let state = step(all, newState(all), started).state
        for (const each of events) {
          const before = JSON.stringify(state)
          const stepped = step(all, state, each)
          expect(step(all, state, each)).toEqual(stepped)
          expect(JSON.stringify(state)).toBe(before)
          for (const effect of stepped.effects)
            if (effect.kind === 'send' || effect.kind === 'hear')
              expect(plainOf(effect.content).length).toBeLessThanOrEqual(4000)
          state = JSON.parse(JSON.stringify(stepped.state)) as typeof state
          seen.add(state.node)
        }
      }),
    )
    expect([...seen].sort()).toEqual(Object.keys(answers).sort())
  })
})
