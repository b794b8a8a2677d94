import { expect, test } from 'vitest'
import type { FlowFile } from '../source/flow-file.ts'
import { answerTo, handlers } from './answer.ts'
import { Compiler } from './compiler.ts'
import type { SourceEdit, Surroundings } from './protocol.ts'

const surroundings: Surroundings = {
  name: 'shop',
  start: 'main',
  actions: {
    'look-up': {
      outcomes: ['success', 'error', 'none'],
      outputs: { type: 'object', properties: { plan: { type: 'string' }, left: { type: 'integer' } } },
    },
  },
}

const main: FlowFile = {
  format: 1,
  start: 'name',
  variables: { name: { type: 'text', note: 'As they call themselves' }, secret: { type: 'text', sensitive: true } },
  nodes: {
    name: { kind: 'ask', text: 'Who?', answer: { type: 'text' }, variable: 'name', to: { next: 'find' } },
    find: { kind: 'action', action: 'look-up', to: { success: 'bye', error: 'bye', none: 'bye' } },
    bye: { kind: 'end', text: 'Bye, {{ name }}.' },
  },
}

const nothing: SourceEdit = { flows: {}, nodes: [], texts: {} }

function compilerOf(flow: FlowFile = main): Compiler {
  const compiler = new Compiler()
  compiler.sync({ ...nothing, fresh: true, flows: { main: flow }, surroundings })
  return compiler
}

test('everything is told once, and then what changed', () => {
  const compiler = new Compiler()
  const first = compiler.sync({ ...nothing, fresh: true, flows: { main }, surroundings })
  expect(first.problems).toEqual([])
  expect(first.analyses.main?.ports.find).toEqual([
    { name: 'success', required: true },
    { name: 'error', required: true },
    { name: 'none', required: true },
  ])
  const same = compiler.sync({
    ...nothing,
    nodes: [{ flow: 'main', node: 'bye', value: { kind: 'end', text: 'So long.' } }],
  })
  expect(same).toMatchObject({ problems: null, analyses: {} })
  expect(same.version).toBeGreaterThan(first.version)
  const cut = compiler.sync({ ...nothing, nodes: [{ flow: 'main', node: 'bye', value: null }] })
  expect(new Set(cut.problems?.map(({ code }) => code))).toEqual(new Set(['dangling-edge']))
  expect(Object.keys(cut.analyses.main?.ports ?? {})).toEqual(['name', 'find'])
  const gone = compiler.sync({ ...nothing, flows: { main: null } })
  expect(gone.analyses).toEqual({ main: null })
  expect(gone.problems?.map(({ code }) => code)).toEqual(['missing-start'])
})

test('edits one by one say what the whole says', () => {
  const compiler = compilerOf({ ...main, nodes: {} })
  for (const [node, value] of Object.entries(main.nodes))
    compiler.sync({ ...nothing, nodes: [{ flow: 'main', node, value }] })
  expect(compiler.checker.compiled.problems).toEqual([])
  expect(compiler.program?.flows.get('main')?.nodes.size).toBe(3)
})

test('nodes that are not whole yet have the ports that they use, and what nothing leads to is named', () => {
  const compiler = compilerOf({
    ...main,
    nodes: { ...main.nodes, half: { kind: 'ask', to: { next: 'bye', odd: 'bye' } }, none: { kind: 'what' } },
  })
  const { ports = {}, unreachable } =
    compiler.sync({
      ...nothing,
      fresh: true,
      flows: {
        main: {
          ...main,
          nodes: { ...main.nodes, half: { kind: 'ask', to: { next: 'bye', odd: 'bye' } }, none: { kind: 'what' } },
        },
      },
    }).analyses.main ?? {}
  expect(ports.half?.map(({ name }) => name)).toEqual(expect.arrayContaining(['next', 'odd']))
  expect(ports.none).toEqual([])
  expect(unreachable).toEqual(['half', 'none'])
})

test('until the server has told which actions there are, none is missed', () => {
  const compiler = new Compiler()
  expect(compiler.sync({ ...nothing, fresh: true, flows: { main }, surroundings: null }).problems).toEqual([])
  expect(compiler.sync({ ...nothing, surroundings: { ...surroundings, actions: {} } }).problems).toMatchObject([
    { code: 'unknown-action' },
  ])
})

test('a scope names variables, results with their outputs, and what the node itself sees', () => {
  const scope = compilerOf().scope('main', 'find')
  expect(scope?.variables).toEqual([
    { name: 'name', type: 'text', note: 'As they call themselves' },
    { name: 'secret', type: 'text', sensitive: true },
  ])
  const results = scope?.builtIn.find(({ name }) => name === 'results')
  const outputs = results?.members?.[0]?.members?.find(({ name }) => name === 'outputs')
  expect(results?.members?.map(({ name }) => name)).toEqual(['find'])
  expect(outputs?.members).toEqual([
    { name: 'plan', type: 'text' },
    { name: 'left', type: 'number' },
  ])
  expect(scope?.own.map(({ name, note }) => [name, note])).toEqual([
    ['outcome', 'success, error, none'],
    ['outputs', undefined],
  ])
})

test('texts and logic are previewed with values', () => {
  const compiler = compilerOf()
  const ask = { flow: 'main', values: { name: 'Ada', contact: { email: 'a@b.c' } } }
  const preview = (source: string, as: 'markdown' | 'plain' | 'logic') =>
    handlers.preview(compiler, { ...ask, source, as }, () => {})
  expect(preview('Hi {{ name | upcase }} {{ contact.email }}', 'plain')).toEqual({ kind: 'text', text: 'Hi ADA a@b.c' })
  expect(preview("name + '!'", 'logic')).toEqual({ kind: 'logic', type: 'string', value: 'Ada!' })
  expect(preview('name +', 'logic')).toMatchObject({ kind: 'broken' })
  expect(preview('{{ name | shout }}', 'plain')).toMatchObject({ kind: 'broken' })
  expect(preview('{{ constructor }}{{ toString }}', 'plain')).toEqual({ kind: 'text', text: '' })
})

test('a node shows what it says first', () => {
  const shown = handlers.content(compilerOf(), { flow: 'main', node: 'bye', values: { name: 'Ada' } }, () => {})
  expect(shown?.plain).toBe('Bye, Ada.')
})

test('what was learned tells what people mean, here and in the other worker', async () => {
  const flow: FlowFile = {
    ...main,
    nodes: {
      name: { kind: 'ask', text: 'Yes?', answer: { type: 'text' }, variable: 'name', to: { next: 'sort' } },
      sort: { kind: 'understand', to: { 'intent.cancel': 'bye', 'intent.open': 'bye', else: 'bye' } },
      bye: { kind: 'end', text: 'Bye.' },
    },
  }
  const intents = [
    'intents:',
    '  cancel: { examples: [cancel my order, stop the delivery, please cancel it] }',
    '  open: { examples: [when are you open, opening hours please, are you open on sundays] }',
  ].join('\n')
  const edit = { ...nothing, fresh: true, flows: { main: flow }, texts: { 'nlu/intents.yaml': intents }, surroundings }
  const one = new Compiler()
  const other = new Compiler()
  one.sync(edit)
  other.sync(edit)
  const model = await answerTo(one, 'train', {})
  expect(model).not.toBeNull()
  other.learn(model)
  await other.understanding.complete()
  expect(other.checker.source.recognizer?.recognize('could you cancel that order', 'en').intent).toBe('cancel')
  expect(new Compiler().train()).toBeNull()
})

test('texts that are missing, left over or lost a variable are mended in their file', () => {
  const texts = {
    'texts/ko.yaml': 'main:\n  name:\n    text: 누구세요?\n    old: 옛날\n  bye:\n    text: 안녕히 가세요.\n',
  }
  const compiler = new Compiler()
  const flow: FlowFile = {
    ...main,
    nodes: { ...main.nodes, more: { kind: 'say', text: 'More?', to: { next: 'bye' } } },
  }
  const found = compiler.sync({
    ...nothing,
    fresh: true,
    flows: { main: flow },
    texts,
    surroundings: { ...surroundings, language: 'en' },
  })
  const repair = (code: string) => {
    const problem = found.problems?.find((each) => each.code === code)
    return problem === undefined ? null : handlers.repairs(compiler, { problem }, () => {}).texts[0]
  }
  expect(repair('missing-text')).toMatchObject({
    path: 'texts/ko.yaml',
    changes: [{ at: 'main.more.text', after: 'More?' }],
  })
  expect(repair('unknown-text')?.after).not.toContain('old')
  expect(repair('lost-variable')?.after).toContain('Bye, {{ name }}.')
})
