import { compile, type Event, newState, type Program, type State, step, type Visit } from '@parley/flow'
import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { movedPath, pathOf } from './path.ts'

const text = { type: 'text' } as const
const flows = {
  main: {
    start: 'hello',
    variables: { word: text, score: { type: 'number' } },
    idle: [{ after: '5m', abandon: true }],
    menu: [{ id: 'again', label: 'Again', to: 'hello' }],
    resume: { within: '1d', text: 'Welcome back' },
    nodes: {
      hello: { kind: 'say', text: 'Hello', to: { next: 'ask' } },
      ask: { kind: 'ask', text: 'Ask', answer: text, variable: 'word', to: { next: 'help' } },
      help: { kind: 'call', flow: 'help', to: { next: 'rate' } },
      rate: { kind: 'ask', text: 'How was it?', answer: { type: 'rating' }, variable: 'score', to: { next: 'bye' } },
      bye: { kind: 'end', text: 'Bye' },
    },
  },
  help: {
    start: 'what',
    variables: { word: text },
    nodes: {
      what: { kind: 'ask', text: 'What?', answer: text, variable: 'word', to: { next: 'track' } },
      track: { kind: 'action', action: 'track', input: { word: 'word' }, to: { success: 'done', error: 'deep' } },
      deep: { kind: 'call', flow: 'deep', to: { next: 'done' } },
      done: { kind: 'end' },
    },
  },
  deep: {
    start: 'sure',
    variables: { word: text },
    nodes: {
      sure: { kind: 'ask', text: 'Sure?', answer: text, variable: 'word', to: { next: 'out' } },
      out: { kind: 'end' },
    },
  },
}

function programOf(): Program {
  const { program, problems } = compile({
    name: 'test',
    start: 'main',
    actions: { track: { outcomes: ['success', 'error'] } },
    flows: Object.fromEntries(
      Object.entries(flows).map(([name, flow]) => [
        name,
        { file: `flows/${name}.flow.json`, text: JSON.stringify({ format: 1, ...flow }) },
      ]),
    ),
  })
  if (program === null) throw new Error(JSON.stringify(problems))
  return program
}

const program = programOf()
type Bare<E> = E extends Event ? Omit<E, 'at' | 'random'> : never

/** What happens, and the paths that it leaves behind. */
function play(happenings: readonly (Bare<Event> | 'result' | 'failure')[]): {
  readonly state: State
  readonly paths: readonly string[]
} {
  let state = newState(program)
  const paths: string[] = []
  const take = (happening: Bare<Event>): void => {
    const trail: Visit[] = []
    const before = state
    state = step(program, before, { ...happening, at: 1000, random: 0.5 } as Event, trail).state
    paths.push(pathOf(before, trail, state))
  }
  take({ kind: 'started', contact: { id: 'cont_a' }, variables: {}, page: null })
  for (const happening of happenings) {
    if (typeof happening !== 'string') take(happening)
    else if (state.phase.kind === 'action')
      take({ kind: 'action-finished', effect: state.phase.effect, result: results[happening] })
  }
  return { state, paths }
}

const results = {
  result: { outcome: 'success', outputs: {} },
  failure: { outcome: 'error', outputs: {}, error: { kind: 'timeout', message: 'It took too long.', retry: 'no' } },
} as const

const says = (words: string): Bare<Event> => ({ kind: 'said', said: { kind: 'text', text: words } })
const again: Bare<Event> = { kind: 'said', said: { kind: 'choice', choice: 'menu.again' } }
const silence: Bare<Event> = { kind: 'timer-fired', timer: 'idle' }
const returns: Bare<Event> = { kind: 'returned' }

const lines = (paths: readonly string[]) => paths.map((path) => path.split('\n'))

test('[RW1] a way is told place by place and port by port, through a flow that is called and back', () => {
  const { paths } = play([says('a'), says('b'), 'result', says('4')])
  expect(lines(paths)).toEqual([
    ['main/hello', 'main/hello>next', 'main/ask'],
    ['main/ask>next', 'main/help', 'help/what'],
    ['help/what>next', 'help/track'],
    ['help/track>success', 'help/done', 'help/done.', 'main/help>next', 'main/rate'],
    ['main/rate>next', 'main/bye', 'main/bye.'],
  ])
})

test('[RW1] an error is told by its kind, never by its words', () => {
  const { paths } = play([says('a'), says('b'), 'failure'])
  expect(paths.at(-1)?.split('\n')).toEqual(['help/track*timeout', 'help/track>error', 'help/deep', 'deep/sure'])
})

test('a menu leaves every flow between here and there', () => {
  const { paths } = play([says('a'), says('b'), 'failure', again])
  expect(paths.at(-1)?.split('\n')).toEqual([
    'deep/sure~',
    'help/deep~',
    'main/help~',
    'main/hello',
    'main/hello>next',
    'main/ask',
  ])
})

test('who leaves inside a called flow is told there and at the nodes that called, and taken back when they return', () => {
  const { paths } = play([says('a'), silence, returns])
  expect(lines(paths.slice(-2))).toEqual([
    ['main/help(', 'help/what!'],
    ['main/help)', 'help/what^'],
  ])
})

test('a turn that goes nowhere leaves nothing behind', () => {
  const { paths } = play([says('a'), says('b'), 'result', says('seven'), says('eleven')])
  expect(paths.slice(-2)).toEqual(['', ''])
})

test('a conversation that was put elsewhere has left one place and come to the other', () => {
  const { state } = play([says('a')])
  expect(movedPath(state, state)).toBe('')
  expect(movedPath(state, { ...state, node: 'other' })).toBe('help/what~\nhelp/other')
})

/** How often each piece of one node is there. */
function countsOf(pieces: readonly string[], name: string) {
  const count = (mark: RegExp) =>
    pieces.filter((piece) => piece.startsWith(name) && mark.test(piece.slice(name.length))).length
  return {
    entered: count(/^$/),
    left: count(/^(>|~|\.)/),
    stopped: count(/^[!(]$/) - count(/^[\^)]$/),
  }
}

test('[RW2] whatever happens, what entered a node has left it, stopped at it or is still there', () => {
  const happening = constantFrom('result' as const, 'failure' as const, says('4'), says('x'), again, silence, returns)
  assert(
    property(array(happening, { maxLength: 30 }), (happenings) => {
      const { state, paths } = play(happenings)
      const pieces = paths.flatMap((path) => path.split('\n'))
      const isOver = state.phase.kind === 'ended' || state.phase.kind === 'abandoned'
      const standing = isOver ? [] : [...state.frames, state].map(({ flow, node }) => `${flow}/${node}`)
      for (const [flow, { nodes }] of Object.entries(flows)) {
        for (const node of Object.keys(nodes)) {
          const { entered, left, stopped } = countsOf(pieces, `${flow}/${node}`)
          const here = standing.filter((name) => name === `${flow}/${node}`).length
          expect([node, entered - left - stopped]).toEqual([node, here])
        }
      }
    }),
  )
})

test('a flow that answered beside a question leads back to it, and nothing is left or entered twice', () => {
  const { state } = play([says('a')])
  const beside: State = { ...state, frames: [...state.frames, state], flow: 'deep', node: 'sure' }
  const back: readonly Visit[] = [
    { kind: 'leave', flow: 'deep', node: 'sure', port: 'next' },
    { kind: 'enter', flow: 'deep', node: 'out' },
    { kind: 'return', flow: 'help', node: 'what' },
  ]
  expect(pathOf(beside, back, state).split('\n')).toEqual(['deep/sure>next', 'deep/out', 'deep/out.', 'help/what<'])
})
