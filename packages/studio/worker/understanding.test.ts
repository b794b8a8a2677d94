import { languagesNamed, unpackModel } from '@parley/nlu/intents'
import { expect, test } from 'vitest'
import type { FlowFile } from '../source/flow-file.ts'
import { answerTo } from './answer.ts'
import { Compiler } from './compiler.ts'
import type { Beginning, PlayAnswer, Surroundings } from './protocol.ts'

const surroundings: Surroundings = { name: 'trip', start: 'main', actions: {}, language: 'en' }
/** A Monday. */
const beginning: Beginning = { at: Date.UTC(2026, 0, 5, 12), contact: { id: 'cont_a' }, variables: {}, page: null }

/** Asks one thing and hears others with it. */
function flowWith(variables: FlowFile['variables'], wanted: string): FlowFile {
  return {
    format: 1,
    start: 'wish',
    understanding: { understood: 'Noted.' },
    variables: { wish: { type: 'text' }, ...variables },
    nodes: {
      wish: { kind: 'ask', text: 'Well?', answer: { type: 'text' }, variable: 'wish', to: { next: 'wanted' } },
      wanted: { kind: 'ask', text: 'Which?', answer: { type: 'text' }, variable: wanted, to: { next: 'day' } },
      day: { kind: 'ask', text: 'When?', answer: { type: 'date' }, variable: 'day', to: { next: 'bye' } },
      bye: { kind: 'end', text: 'Bye.' },
    },
  }
}

const trip = flowWith({ city: { type: 'text', entity: 'city' }, day: { type: 'date', entity: 'date' } }, 'city')

function compilerOf(flow: FlowFile, texts: { readonly [path: string]: string } = {}, more: Surroundings['more'] = {}) {
  const compiler = new Compiler()
  const { problems } = compiler.sync({
    fresh: true,
    flows: { main: flow },
    nodes: [],
    texts,
    surroundings: { ...surroundings, more },
  })
  expect(problems).toEqual([])
  return compiler
}

/** What is known once these were said. */
async function hears(compiler: Compiler, ...said: readonly string[]) {
  const moment = (answer: PlayAnswer) => {
    if (answer.kind !== 'played') throw new Error(JSON.stringify(answer))
    return answer.moment
  }
  let present = moment(await answerTo(compiler, 'begin', { beginning }))
  for (const text of said) {
    const happening = { kind: 'said', said: { kind: 'text', text } } as const
    const { version } = compiler
    present = moment(await answerTo(compiler, 'advance', { beginning, version, moment: present, happening }))
  }
  return present.state.variables
}

test('[UN1] questions are filled by what is mentioned, without any file of understanding', async () => {
  expect(await hears(compilerOf(trip), 'hello', 'to Busan please, on Friday')).toMatchObject({
    city: 'Busan',
    day: '2026-01-09',
  })
})

test('[UN1] the lists come with the first sentence that has to be understood, and not before', async () => {
  const plain = compilerOf({ format: 1, start: 'bye', nodes: { bye: { kind: 'end', text: 'Bye.' } } })
  await answerTo(plain, 'begin', { beginning })
  expect(plain.understanding.isPartial).toBe(false)
  const { recognizer } = plain.understanding
  expect(recognizer.recognize('to Busan', 'en').extracted).toBeUndefined()
  expect(plain.understanding.isPartial).toBe(true)
  await plain.understanding.complete()
  expect(recognizer.recognize('to Busan', 'en').entities).toMatchObject({ city: 'Busan' })
  expect(plain.understanding.isPartial).toBe(false)
})

const drinks = flowWith({ drink: { type: 'text', entity: 'drink' }, day: { type: 'date', entity: 'date' } }, 'drink')
const list = `entities:
  drink: { values: { tea: [cuppa], coffee: [espresso] } }
`
const marked = `intents:
  order:
    examples:
      - a [flat white](drink) please
      - one [ristretto](drink) please
      - bring me a [cortado](drink)
      - may I have a [lungo](drink)
      - what time is it
      - good morning to you
`

test("the solution's own lists count, and marked examples once they were learned", async () => {
  expect(await hears(compilerOf(drinks, { 'nlu/drinks.yaml': list }), 'hello', 'a cuppa on Friday')).toMatchObject({
    drink: 'tea',
    day: '2026-01-09',
  })
  const learning = compilerOf(drinks, { 'nlu/drinks.yaml': marked })
  learning.learn(await answerTo(learning, 'train', {}))
  await learning.understanding.complete()
  expect(learning.understanding.recognizer.recognize('a flat white please', 'en').extracted).toMatchObject([
    { type: 'drink', value: 'flat white' },
  ])
})

test('an edit of the files counts at once, whatever the server knew of them before', async () => {
  const compiler = compilerOf(drinks, { 'nlu/drinks.yaml': list }, { entities: ['drink'] })
  const before = compiler.understanding.recognizer
  compiler.sync({ flows: {}, nodes: [], texts: { 'texts/ko.yaml': '' } })
  expect(compiler.understanding.recognizer).toBe(before)
  const edit = (text: string | null) => compiler.sync({ flows: {}, nodes: [], texts: { 'nlu/drinks.yaml': text } })
  edit(list.replace('cuppa', 'brew'))
  expect(await hears(compiler, 'hello', 'a brew on Friday')).toMatchObject({ drink: 'tea' })
  expect(edit(null).problems?.map(({ code }) => code)).toContain('unknown-entity')
})

const korean = `intents:
  refund: { examples: [환불해 주세요, 돈을 돌려받고 싶어요, 결제 금액 돌려주세요] }
  delivery: { examples: [배송은 언제 오나요, 택배가 아직 안 왔어요, 주문한 물건 어디쯤이에요] }
  hours: { examples: [몇 시에 문 여나요, 영업시간 알려 주세요, 일요일에도 하나요] }
`

test('[UN1] what words mean comes for the languages of the examples, when there is something to learn', async () => {
  const compiler = compilerOf(drinks, { 'nlu/drinks.yaml': list, 'nlu/korean.yaml': korean })
  expect(compiler.train()).toBeNull()
  expect(compiler.understanding.isPartial).toBe(true)
  const model = await answerTo(compiler, 'train', {})
  expect(languagesNamed(unpackModel(model ?? new Uint8Array()).intents ?? new Uint8Array())).toEqual(['ko'])
  compiler.learn(model)
  await compiler.understanding.complete()
  const { recognizer } = compiler.understanding
  expect(recognizer.recognize('소포는 언제 도착하나요', 'ko').intent).toBe('delivery')
})

test('a sentence that is tried is told apart from one that cannot be answered yet, and from one that never will be', async () => {
  const tried = { text: 'a flat white please', language: 'en', at: beginning.at }
  const kindOf = async (compiler: Compiler) => (await answerTo(compiler, 'trySentence', tried)).kind
  const write = (compiler: Compiler, text: string) =>
    compiler.sync({ flows: {}, nodes: [], texts: { 'nlu/drinks.yaml': text } })
  const compiler = compilerOf(drinks, { 'nlu/drinks.yaml': marked })
  expect(await kindOf(compiler)).toBe('learning')
  compiler.learn(await answerTo(compiler, 'train', {}))
  expect(await answerTo(compiler, 'trySentence', tried)).toMatchObject({ kind: 'tried', tried: { intent: 'order' } })
  for (const text of [marked.replace('(drink)', '(a drink)'), 'intents: [', 'intents: { order: { examples: [] } }\n']) {
    write(compiler, text)
    expect(await kindOf(compiler)).toBe('impossible')
    expect(await answerTo(compiler, 'quality', { live: null })).toBeNull()
  }
  write(compiler, marked)
  expect(await kindOf(compiler)).toBe('tried')
})
