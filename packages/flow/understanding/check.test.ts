import { describe, expect, it } from 'vitest'
import { createChecker } from '../checker.ts'
import { bye, problems, solutionWith } from '../fixtures/flow.ts'

const hear = {
  kind: 'understand',
  intents: [{ intent: 'order' }],
  ambiguous: {},
  to: { order: 'bye', else: 'bye' },
}
const text = JSON.stringify({ format: 1, start: 'hear', nodes: { hear, bye } })

describe('what is wrong with understanding', () => {
  it('[FC1] names intents that nothing is ever taken for', () => {
    const draft = {
      understanding: { intents: { help: { answer: 'I help.' } } },
      nodes: { hear: { ...hear, ambiguous: undefined }, bye },
    }
    expect(problems(draft, { intents: { order: [], help: [] } })).toMatchObject([
      { code: 'unreachable-intent', severity: 'warning', place: { field: 'understanding.intents.help' } },
      { code: 'unreachable-intent', place: { node: 'hear', field: 'intents[0].intent' } },
    ])
    expect(problems(draft)).toEqual([])
  })

  it('[FC1] knows the entities of the solution', () => {
    const draft = { variables: { x: { type: 'text', entity: 'colour', default: '' } }, nodes: { bye } }
    expect(problems(draft)).toMatchObject([{ code: 'unknown-entity' }])
    expect(problems(draft, { solution: { entities: ['colour'] } })).toEqual([])
  })

  it('[FC1] names texts of intents that are no texts', () => {
    const intentTexts = { order: { label: { en: '{{ nobody }}' }, answer: { en: '{% if %}' } } }
    expect(problems({ nodes: { bye } }, { solution: { intentTexts } })).toMatchObject([
      { code: 'unknown-name', place: { file: 'nlu', field: 'order.label.en' } },
      { code: 'text-syntax', place: { file: 'nlu', field: 'order.answer.en' } },
    ])
  })

  it('[FU13] warns of flows that answer each other in a ring, in each of them, as long as they do', () => {
    const flowOf = (intents: object) => ({ understanding: { intents }, nodes: { bye } })
    const fileOf = (intents: object) => JSON.stringify({ format: 1, start: 'bye', ...flowOf(intents) })
    const files = (b: object) => ({
      a: { file: 'flows/a.flow.json', text: fileOf({ order: { flow: 'b' }, help: { answer: 'Yes.' } }) },
      b: { file: 'flows/b.flow.json', text: fileOf(b) },
      c: { file: 'flows/c.flow.json', text: fileOf({ help: { flow: 'a' } }) },
    })
    const source = solutionWith(fileOf({ order: { flow: 'a' } }))
    const withFlows = (b: object) => ({
      ...source,
      intents: { order: ['order'], help: ['help'] },
      flows: { ...source.flows, ...files(b) },
    })
    const checker = createChecker(withFlows({ help: { flow: 'c' } }))
    const rings = () =>
      checker.compiled.problems
        .filter(({ code }) => code === 'digression-ring')
        .map(({ severity, place: { flow, field, line } }) => [severity, flow, field, line])
    const at = (flow: string, intent: string) => ['warning', flow, `understanding.intents.${intent}.flow`, 1]
    expect(rings()).toEqual([at('a', 'order'), at('b', 'help'), at('c', 'help')])
    checker.update(withFlows({ help: { answer: 'No.' } }))
    expect(rings()).toEqual([])
    checker.update(withFlows({ help: { flow: 'a' } }))
    expect(rings()).toEqual([at('a', 'order'), at('b', 'help')])
  })

  it('[FC5] follows what flow and solution say of intents', () => {
    const source = solutionWith(text)
    const checker = createChecker(source)
    const codes = () => checker.compiled.problems.map(({ code }) => code)
    expect(codes()).toEqual(['missing-label'])
    checker.update({ ...source, intentTexts: { order: { label: { en: 'Order' } } } })
    expect(codes()).toEqual([])
    checker.update(source)
    expect(codes()).toEqual(['missing-label'])
    const understanding = { intents: { order: { label: 'Order', answer: 'Yes.' } } }
    checker.edit({
      flow: 'main',
      text: JSON.stringify({ format: 1, start: 'hear', understanding, nodes: { hear, bye } }),
    })
    expect(codes()).toEqual([])
  })

  it('[FW4] has texts of its own in other languages', () => {
    const understanding = { understood: 'Noted.', intents: { order: { answer: 'Yes.', label: 'Order' } } }
    const draft = { understanding, nodes: { bye: { kind: 'end' } } }
    const texts = {
      ko: {
        file: 'texts/ko.yaml',
        text: 'main: { (flow): { understanding: { understood: 네., intents: { order: { answer: 네. } } } } }',
      },
    }
    const found = problems(draft, { solution: { language: 'en', texts } }).filter(({ place }) => place.flow === 'main')
    expect(found).toMatchObject([{ code: 'missing-text', place: { field: 'understanding.intents.order.label' } }])
  })
})
