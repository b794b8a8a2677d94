import { readTextsFile } from '@parley/flow/texts-file'
import { describe, expect, test } from 'vitest'
import { documentFrom } from '../source/document.ts'
import type { FlowFile } from '../source/flow-file.ts'
import { SourceStore } from '../source/store.ts'
import { renameIntentEverywhere, renameIntentInFlow } from './rename-intent.ts'

const flow = {
  format: 1,
  start: 'meant',
  understanding: { corrections: true, intents: { stop: { answer: 'Fine.' }, help: { flow: 'helper' } } },
  nodes: {
    meant: {
      kind: 'understand',
      intents: [
        { intent: 'stop', label: 'Stop' },
        { intent: 'help', port: 'aid' },
      ],
      to: { stop: 'bye', aid: 'bye', else: 'bye' },
    },
    bye: { kind: 'end', text: 'stop' },
  },
} as unknown as FlowFile

test('an intent is renamed in its node, its way and what the flow says of it', () => {
  const { file: renamed } = renameIntentInFlow(flow, 'stop', 'halt')
  expect(renamed).toMatchObject({
    understanding: { corrections: true, intents: { halt: { answer: 'Fine.' } } },
    nodes: {
      meant: { intents: [{ intent: 'halt', label: 'Stop' }, { intent: 'help' }], to: { halt: 'bye', aid: 'bye' } },
    },
  })
  expect(renamed.nodes.bye).toBe(flow.nodes.bye)
  // A way with a name of its own keeps it.
  expect(renameIntentInFlow(flow, 'help', 'aid2').file.nodes.meant).toMatchObject({
    intents: [{}, { intent: 'aid2', port: 'aid' }],
    to: { aid: 'bye' },
  })
})

test('an intent that becomes another one is not there twice', () => {
  const { file: joined } = renameIntentInFlow(flow, 'stop', 'help')
  expect(joined.nodes.meant).toMatchObject({ intents: [{ intent: 'help', port: 'aid' }] })
  // The way that is left leads to nothing any more.
  expect(joined.nodes.meant?.to).toEqual({ aid: 'bye', else: 'bye' })
  expect(joined).toMatchObject({ understanding: { intents: { help: { flow: 'helper' } } } })
  expect(renameIntentInFlow(flow, 'nobody', 'x').file).toBe(flow)
})

const compares = "results.meant.outputs.intent == 'luggage'"
const travel = {
  'nlu/intents.yaml': `intents:
  book_trip: { examples: [book a trip] }
  cancel_trip: { examples: [cancel my trip] }
  luggage: { examples: [how many bags] }
`,
  'flows/main.flow.json': JSON.stringify({
    format: 1,
    start: 'meant',
    understanding: { intents: { luggage: { answer: 'Two bags.', label: 'Luggage' } } },
    nodes: {
      meant: {
        kind: 'understand',
        intents: [
          { intent: 'book_trip', label: 'Book' },
          { intent: 'luggage', label: 'Bags' },
          { intent: 'cancel_trip', label: 'Cancel' },
        ],
        to: { book_trip: 'which', cancel_trip: 'which', luggage: 'which', else: 'which' },
      },
      which: { kind: 'branch', cases: [{ when: compares, port: 'bags' }], to: { bags: 'bye', else: 'bye' } },
      bye: { kind: 'end', text: `{% if ${compares} %}Bags!{% endif %}` },
    },
  }),
  'texts/ko.yaml': `main:
  (flow):
    understanding:
      intents:
        luggage.answer: 가방 두 개요. # friendly
        luggage.label: 수하물
  meant:
    intents:
      "0": 예약
      luggage:
        label: 가방
      "2": 취소
  bye:
    text: "{% if ${compares} %}가방!{% endif %}"
`,
  'texts/translated.json': JSON.stringify({
    ko: { 'main.(flow).understanding.intents.luggage.label': ['a', 'b'], 'main.meant.intents.0': ['c', 'd'] },
  }),
}

/** What people read in a language: text by its place. */
const textsOf = (store: SourceStore, flow: string, node: string) =>
  Object.fromEntries(
    [
      ...(readTextsFile('ko', 'texts/ko.yaml', store.text('texts/ko.yaml') ?? '')
        .flows.get(flow)
        ?.nodes.get(node)?.texts ?? []),
    ].map(([key, { text }]) => [key, text]),
  )
const storeOf = () => new SourceStore(documentFrom(travel))

describe('[RI1] everywhere', () => {
  test('translations, comparisons and what is remembered of translations follow, in one step', () => {
    const store = storeOf()
    renameIntentEverywhere(store, 'luggage', 'bags', 'en')
    expect(textsOf(store, 'main', '(flow)')).toEqual({
      'understanding.intents.bags.answer': '가방 두 개요.',
      'understanding.intents.bags.label': '수하물',
    })
    expect(store.text('texts/ko.yaml')).toContain('# friendly')
    expect(textsOf(store, 'main', 'meant')).toEqual({
      'intents.0': '예약',
      'intents.bags.label': '가방',
      'intents.2': '취소',
    })
    expect(textsOf(store, 'main', 'bye').text).toContain("== 'bags'")
    expect(store.flow('main')?.nodes).toMatchObject({
      which: { cases: [{ when: "results.meant.outputs.intent == 'bags'" }] },
      bye: { text: "{% if results.meant.outputs.intent == 'bags' %}Bags!{% endif %}" },
      meant: { to: { bags: 'which' } },
    })
    expect(Object.keys(JSON.parse(store.text('texts/translated.json') ?? '').ko)).toEqual([
      'main.(flow).understanding.intents.bags.label',
      'main.meant.intents.0',
    ])
    store.undo()
    expect(store.files()).toEqual(storeOf().files())
  })

  test('what the other one says stays, in every language, where two become one', () => {
    const store = storeOf()
    renameIntentEverywhere(store, 'book_trip', 'cancel_trip', 'en')
    expect(store.flow('main')?.nodes.meant).toMatchObject({
      intents: [{ intent: 'luggage' }, { intent: 'cancel_trip', label: 'Cancel' }],
    })
    expect(textsOf(store, 'main', 'meant')).toEqual({ 'intents.luggage.label': '가방', 'intents.1': '취소' })
    expect(JSON.parse(store.text('texts/translated.json') ?? '').ko).toEqual({
      'main.(flow).understanding.intents.luggage.label': ['a', 'b'],
    })
  })

  test('a way keeps its name where others lead by it', () => {
    const shared = {
      ...flow,
      nodes: {
        ...flow.nodes,
        meant: {
          kind: 'understand',
          intents: [{ intent: 'stop' }, { intent: 'quit', port: 'stop' }, { intent: 'other', port: 'halt' }],
          to: { stop: 'bye', halt: 'bye', else: 'bye' },
        },
      },
    } as unknown as FlowFile
    expect(renameIntentInFlow(shared, 'stop', 'halt').file.nodes.meant).toMatchObject({
      intents: [{ intent: 'halt', port: 'stop' }, { port: 'stop' }, { port: 'halt' }],
      to: { stop: 'bye', halt: 'bye', else: 'bye' },
    })
  })
})
