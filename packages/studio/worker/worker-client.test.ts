import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { documentFrom } from '../source/document.ts'
import { SourceStore } from '../source/store.ts'
import { answerTo } from './answer.ts'
import { Compiler } from './compiler.ts'
import type { WorkerLike } from './line.ts'
import type { Letter, Reply } from './protocol.ts'
import { createWorkerClient } from './worker-client.ts'

const flow = JSON.stringify({
  format: 1,
  start: 'wish',
  nodes: {
    wish: { kind: 'ask', text: 'Well?', answer: { type: 'text' }, variable: 'wish', to: { next: 'meant' } },
    meant: { kind: 'understand', intents: [{ intent: 'cancel' }], to: { cancel: 'gone', else: 'lost' } },
    gone: { kind: 'end', outcome: 'gone' },
    lost: { kind: 'end', outcome: 'lost' },
  },
  variables: { wish: { type: 'text' } },
})
const intents = `intents:
  cancel: { examples: [cancel my order, stop the delivery, please cancel it] }
  open: { examples: [when are you open, opening hours please, are you open on sundays] }
`
const story = `stories:
  - story: It is cancelled
    steps:
      - bot: Well?
      - user: please cancel it
      - understood: cancel
      - ends: gone
`

/** The worker's own program on this thread. */
class WorkerHere implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null
  onerror: WorkerLike['onerror'] = null
  readonly calls: string[]
  readonly #compiler = new Compiler()
  #line: Promise<unknown> = Promise.resolve()

  constructor(calls: string[]) {
    this.calls = calls
  }

  postMessage({ id, call, ask }: Letter): void {
    this.calls.push(call)
    const reply = (data: Reply) => this.onmessage?.({ data } as MessageEvent<Reply>)
    this.#line = this.#line.then(async () => {
      try {
        reply({ id, kind: 'answer', answer: await answerTo(this.#compiler, call, ask as never) })
      } catch (error) {
        reply({ id, kind: 'failed', reason: String(error) })
      }
    })
  }

  terminate(): void {}
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function clientOf(files: { readonly [path: string]: string }) {
  const store = new SourceStore(documentFrom(files))
  const calls: string[][] = []
  const learning: boolean[] = []
  const client = createWorkerClient(
    store,
    { name: 'shop', start: 'main', actions: {} },
    {
      start: () => {
        const own: string[] = []
        calls.push(own)
        return new WorkerHere(own)
      },
      onChecked: () => {},
      onLearning: (isLearning) => void learning.push(isLearning),
    },
  )
  const run = async () => {
    const { results } = await client.run('runStories', {
      paths: [],
      files: [{ path: 'tests/a.test.yaml', text: story }],
    })
    return results?.map(({ verdict }) => verdict)
  }
  return { store, client, calls, learning, run }
}

test('stories are played with what the files teach now, although nobody has waited for it to be learned', async () => {
  const { store, client, learning, run } = clientOf({ 'flows/main.flow.json': flow, 'nlu/intents.yaml': intents })
  expect(await run()).toEqual(['passed'])
  expect(learning).toEqual([true, false])
  store.putText(
    'nlu/intents.yaml',
    intents.replace(' open:', ' other:').replace(' cancel:', ' open:').replace(' other:', ' cancel:'),
  )
  expect(await run()).toEqual(['failed'])
  expect(await run()).toEqual(['failed'])
  expect(learning).toEqual([true, false, true, false])
  client.close()
})

test('a conversation in the simulator waits for it too, and what does not play does not', async () => {
  const { client, calls } = clientOf({ 'flows/main.flow.json': flow, 'nlu/intents.yaml': intents })
  await client.ask('unfinished', {})
  expect(calls.flat()).not.toContain('train')
  const beginning = { at: Date.UTC(2026, 0, 5, 12), contact: { id: 'cont_a' as const }, variables: {}, page: null }
  const begun = await client.ask('begin', { beginning })
  expect(calls.flat().filter((call) => call === 'train')).toHaveLength(1)
  if (begun.kind !== 'played') throw new Error(JSON.stringify(begun))
  const { version, moment } = begun
  const happening = { kind: 'said', said: { kind: 'text', text: 'please cancel it' } } as const
  const answer = await client.ask('advance', { beginning, version, moment, happening })
  expect(answer.kind === 'played' && answer.turns[0]?.effects.find(({ kind }) => kind === 'end')).toMatchObject({
    outcome: 'gone',
  })
  client.close()
})

test('without files of understanding nothing is learned', async () => {
  const { client, calls, run } = clientOf({ 'flows/main.flow.json': flow.replace(/\{"intent":"cancel"\}/, '') })
  await run()
  expect(calls.flat()).not.toContain('train')
  client.close()
})
