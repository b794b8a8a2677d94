import { expect, test } from 'vitest'
import { awaitedRun, changedVariables, firstDifference, originalsOf, questionOf } from '../simulator/facts.ts'
import type { FlowFile } from '../source/flow-file.ts'
import { handlers } from './answer.ts'
import { Compiler } from './compiler.ts'
import type { Beginning, PlayAnswer, SimulatedTurn } from './protocol.ts'

const flow: FlowFile = {
  format: 1,
  start: 'name',
  variables: { name: { type: 'text' }, plan: { type: 'text', default: 'none' } },
  idle: [
    { after: '10m', remind: 'Still there?' },
    { after: '20m', abandon: true },
  ],
  nodes: {
    name: { kind: 'ask', text: 'Who?', answer: { type: 'text' }, variable: 'name', to: { next: 'find' } },
    find: {
      kind: 'action',
      action: 'look-up',
      input: { who: 'name' },
      save: { plan: 'outputs.plan' },
      to: { success: 'bye', error: 'sorry' },
    },
    bye: { kind: 'end', text: 'Bye {{ name }}, {{ plan }}.', outcome: 'done' },
    sorry: { kind: 'end', text: 'Sorry.' },
  },
}

const surroundings = { name: 'shop', start: 'main', actions: { 'look-up': { outcomes: ['success', 'error'] } } }
const beginning: Beginning = { at: Date.UTC(2026, 0, 5, 12), contact: { id: 'cont_a' }, variables: {}, page: null }
const silent = () => {}

function compilerWith(file: FlowFile): Compiler {
  const compiler = new Compiler()
  compiler.sync({ fresh: true, flows: { main: file }, nodes: [], texts: {}, surroundings })
  return compiler
}

function played(answer: PlayAnswer): readonly SimulatedTurn[] {
  if (answer.kind !== 'played') throw new Error(JSON.stringify(answer))
  return answer.turns
}

/** A conversation up to its end, as the page plays it. */
function conversation(compiler: Compiler): readonly SimulatedTurn[] {
  const turns = [...played(handlers.begin(compiler, { beginning }, silent))]
  const go = (happening: SimulatedTurn['happening']) => {
    const moment = turns.at(-1)?.moment
    if (moment === undefined) throw new Error('it has not begun')
    turns.push(
      ...played(handlers.advance(compiler, { beginning, version: compiler.version, moment, happening }, silent)),
    )
  }
  go({ kind: 'said', said: { kind: 'text', text: 'Ada' } })
  const run = awaitedRun(turns)?.run
  if (run === undefined) throw new Error('it waits for no action')
  expect(run.input).toEqual({ who: 'Ada' })
  go({ kind: 'action-finished', effect: run.id, result: { outcome: 'success', outputs: { plan: 'gold' } } })
  return turns
}

test('a conversation is played turn by turn, and each turn has all that can be seen of it', () => {
  const turns = conversation(compilerWith(flow))
  expect(questionOf(turns.slice(0, 1))?.text).toBe('Who?')
  expect(questionOf(turns)).toBeNull()
  expect(turns.map(({ plain }) => plain)).toEqual([['Who?'], ['Ada'], ['Bye Ada, gold.']])
  expect(turns.at(-1)?.visits.map(({ node }) => node)).toEqual(['find', 'bye'])
  expect(changedVariables(turns[1]?.moment.state.variables ?? {}, turns[2]?.moment.state.variables ?? {})).toEqual([
    { name: 'plan', before: 'none', after: 'gold' },
  ])
})

test('going on from an earlier moment is another way of the same conversation', () => {
  const compiler = compilerWith(flow)
  const [first] = conversation(compiler)
  if (first === undefined) throw new Error('nothing was played')
  const happening = { kind: 'said', said: { kind: 'text', text: 'Grace' } } as const
  const other = handlers.advance(
    compiler,
    { beginning, version: compiler.version, moment: first.moment, happening },
    silent,
  )
  expect(awaitedRun([first, ...played(other)])?.run.input).toEqual({ who: 'Grace' })
})

test('time passes without anybody waiting, and sets off what is due', () => {
  const compiler = compilerWith(flow)
  const [first] = played(handlers.begin(compiler, { beginning }, silent))
  if (first === undefined) throw new Error('nothing was played')
  const until = beginning.at + 31 * 60_000
  const answer = handlers.pass(compiler, { beginning, version: compiler.version, moment: first.moment, until }, silent)
  expect(played(answer).map(({ plain, at }) => [plain, (at - beginning.at) / 60_000])).toEqual([
    [['Still there?'], 10],
    [[], 30],
  ])
  expect(answer).toMatchObject({ moment: { at: until } })
})

test('after an edit the same inputs are played on what the flow is now, and the first turn that differs is told', () => {
  const before = conversation(compilerWith(flow))
  const edited = compilerWith({ ...flow, nodes: { ...flow.nodes, bye: { kind: 'end', text: 'So long, {{ name }}.' } } })
  const answer = handlers.replay(edited, { beginning, turns: originalsOf(before) }, silent)
  expect(answer.stuck).toBeNull()
  expect(answer.turns.map(({ plain }) => plain)).toEqual([['Who?'], ['Ada'], ['So long, Ada.']])
  expect(firstDifference(before, answer.turns)).toBe(2)
  expect(firstDifference(before, before)).toBeNull()
  const [first] = before
  if (first === undefined) throw new Error('nothing was played')
  const happening = { kind: 'returned' } as const
  expect(handlers.advance(edited, { beginning, version: -1, moment: first.moment, happening }, silent)).toEqual({
    kind: 'stale',
  })
})

test('a conversation can begin at a node, with what is known by then', () => {
  const compiler = compilerWith(flow)
  const [turn] = played(
    handlers.begin(compiler, { beginning: { ...beginning, node: 'bye', variables: { name: 'Ada' } } }, silent),
  )
  expect(turn?.plain).toEqual(['Bye Ada, none.'])
  expect(handlers.begin(compiler, { beginning: { ...beginning, node: 'gone' } }, silent)).toMatchObject({
    kind: 'stuck',
  })
})

test('what is not finished is played up to there, and said', () => {
  const compiler = compilerWith({
    ...flow,
    nodes: {
      ...flow.nodes,
      find: { kind: 'action', action: 'look-up', to: { error: 'sorry' } },
      bye: { kind: 'what' },
    },
  })
  expect(
    handlers
      .unfinished(compiler, {}, silent)
      .map(({ node }) => node)
      .sort(),
  ).toEqual(['bye', 'find'])
  const turns = [...played(handlers.begin(compiler, { beginning }, silent))]
  const { version } = compiler
  const said = { kind: 'said', said: { kind: 'text', text: 'Ada' } } as const
  turns.push(
    ...played(
      handlers.advance(
        compiler,
        { beginning, version, moment: turns[0]?.moment as SimulatedTurn['moment'], happening: said },
        silent,
      ),
    ),
  )
  const run = awaitedRun(turns)?.run
  const happening = {
    kind: 'action-finished',
    effect: run?.id ?? '0.0',
    result: { outcome: 'success', outputs: {} },
  } as const
  turns.push(
    ...played(
      handlers.advance(
        compiler,
        { beginning, version, moment: turns[1]?.moment as SimulatedTurn['moment'], happening },
        silent,
      ),
    ),
  )
  expect(turns.at(-1)?.plain).toEqual(['The way "success" of "find" leads nowhere yet.'])
  expect(turns.at(-1)?.effects.at(-1)).toMatchObject({ kind: 'end', outcome: 'unfinished' })
})

test('flows that are broken in every way are played as far as there is anything', () => {
  const broken: FlowFile = {
    format: 1,
    start: 'nowhere',
    variables: { now: { type: 'text' } },
    nodes: { a: { kind: 'say' } },
  }
  for (const file of [broken, { ...broken, nodes: {} }, { ...broken, format: 3 }]) {
    const compiler = compilerWith(file)
    expect(handlers.begin(compiler, { beginning }, silent).kind).toBe('played')
  }
  const empty = new Compiler()
  empty.sync({ fresh: true, flows: {}, nodes: [], texts: {}, surroundings })
  expect(handlers.begin(empty, { beginning }, silent)).toMatchObject({ kind: 'stuck' })
})

test('a conversation becomes a story that passes', () => {
  const compiler = compilerWith(flow)
  const turns = conversation(compiler)
  const { text, deviation, leftOut } = handlers.record(compiler, { name: 'Ada signs up', turns, present: null }, silent)
  expect({ deviation, leftOut }).toEqual({ deviation: null, leftOut: [] })
  const files = [{ path: 'tests/a.test.yaml', text }]
  expect(handlers.runStories(compiler, { files, paths: [] }, silent).results).toMatchObject([
    { name: 'Ada signs up', verdict: 'passed' },
  ])
  const both = handlers.record(compiler, { name: 'Again', turns, present: text }, silent)
  expect(
    handlers.runStories(compiler, { paths: [], files: [{ path: 'tests/a.test.yaml', text: both.text }] }, silent)
      .results,
  ).toHaveLength(2)
})

test('a conversation that began at a node becomes a story that begins there', () => {
  const compiler = compilerWith(flow)
  const at = { ...beginning, node: 'bye', variables: { name: 'Ada', plan: 'gold' } }
  const turns = played(handlers.begin(compiler, { beginning: at }, silent))
  const ask = { name: 'Ada is thanked', node: 'bye', turns, present: null }
  const { text, story, deviation } = handlers.record(compiler, ask, silent)
  expect(deviation).toBeNull()
  expect(story).toMatchObject({ node: 'bye', variables: { name: 'Ada', plan: 'gold' } })
  const run = (present: Compiler) =>
    handlers.runStories(present, { paths: [], files: [{ path: 'tests/a.test.yaml', text }] }, silent).results
  expect(run(compiler)).toMatchObject([{ verdict: 'passed' }])
  const renamed = compilerWith({
    ...flow,
    nodes: {
      name: flow.nodes.name ?? { kind: 'end' },
      find: { kind: 'action', action: 'look-up', to: { success: 'bye_bye', error: 'sorry' } },
      bye_bye: flow.nodes.bye ?? { kind: 'end' },
      sorry: flow.nodes.sorry ?? { kind: 'end' },
    },
  })
  expect(run(renamed)).toMatchObject([{ verdict: 'failed', deviation: { expected: 'the flow main has the node bye' } }])
  // And it is played again after an edit.
  const again = handlers.replay(compiler, { beginning: at, turns: originalsOf(turns) }, silent)
  expect(firstDifference(turns, again.turns)).toBeNull()
  expect(handlers.replay(renamed, { beginning: at, turns: originalsOf(turns) }, silent).stuck).toMatch(/no node "bye"/)
})

test('stories are found for what none goes through', () => {
  const compiler = compilerWith(flow)
  const { text, count } = handlers.generate(compiler, { files: [] }, silent)
  const { results, coverage } = handlers.runStories(
    compiler,
    { paths: [], files: [{ path: 'tests/found.test.yaml', text: text ?? '' }] },
    silent,
  )
  expect(results).toHaveLength(count)
  expect(results?.every(({ verdict }) => verdict === 'passed')).toBe(true)
  expect(coverage[0]?.nodes).toMatchObject({ covered: 4, total: 4 })
})

test('a failing story says where it stood', () => {
  const text = 'stories:\n  - story: x\n    steps:\n      - user: Ada\n      - bot: Nothing\n'
  const { results } = handlers.runStories(
    compilerWith(flow),
    { paths: [], files: [{ path: 'tests/a.test.yaml', text }] },
    silent,
  )
  expect(results).toMatchObject([{ verdict: 'failed', failedLine: 5, stands: { flow: 'main', node: 'find' } }])
})

test('what a node with an error shows is not known; what is said before an unfinished way is', () => {
  const bye = { kind: 'end', text: 'Bye.' } as const
  const compiler = compilerWith({
    format: 1,
    start: 'hi',
    nodes: {
      hi: { kind: 'say', text: 'Hello', to: { next: 'nowhere' } },
      wrong: { kind: 'say', text: '{{ unknown }}', to: { next: 'bye' } },
      bye,
    },
  })
  const shown = (node: string) => handlers.content(compiler, { flow: 'main', node, values: {} }, silent)?.plain ?? null
  expect([shown('hi'), shown('wrong'), shown('bye')]).toEqual(['Hello', null, 'Bye.'])
})
