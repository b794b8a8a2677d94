import { type Checker, compile, createChecker, type FlowEdit, newState, type Program, step } from '@parley/flow'
import { count, median, ms, quantile, type Row } from './figures.ts'

/** The flow language by itself, in one process: stepping, compiling, checking again after an edit. */
export async function flow(): Promise<readonly Row[]> {
  return [...stepRows(), ...compileRows(5000), ...recheckRows(5000), ...compileRows(50_000)]
}

const rounds = 5
const steps = 300_000

/** A question whose answer is said back, over and over. */
const parrot = {
  format: 1,
  start: 'ask',
  variables: { name: { type: 'text' } },
  nodes: {
    ask: { kind: 'ask', text: 'Your name?', answer: { type: 'text' }, variable: 'name', to: { next: 'hello' } },
    hello: { kind: 'say', text: "Hello {{ name | default: 'you' }}.", to: { next: 'ask' } },
  },
}

const said = (at: number) => ({ kind: 'said', at, random: 0.5, said: { kind: 'text', text: 'Ada' } }) as const

function stepRows(): readonly Row[] {
  const program = compiled(JSON.stringify(parrot))
  const contact = { id: 'cont_1' }
  const started = { kind: 'started', at: 0, random: 0.5, contact, variables: {}, page: null } as const
  const first = step(program, step(program, newState(program), started).state, said(1))
  const run = (): number => {
    let { state } = first
    return perSecond((at) => {
      state = step(program, state, said(at)).state
    })
  }
  const bare = (): number => {
    let { state } = first
    // What any step has to make at the least: a new state, and the effects that this one asks for.
    return perSecond((at) => {
      state = { ...state, turn: at, variables: { ...state.variables } }
      kept = first.effects.map((effect) => ({ ...effect }))
    })
  }
  const made: number[] = []
  const floor: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    made.push(run())
    floor.push(bare())
  }
  if (kept === null) throw new Error('The floor made nothing.')
  const share = (median(made) / median(floor)).toFixed(2)
  return [
    {
      what: `steps of a say-ask flow, one core (÷ floor ${share})`,
      figure: `${count(median(made))}/s`,
      target: '300,000/s',
      reached: median(made) >= 300_000,
    },
    { what: 'floor: copying the same state and effects', figure: `${count(median(floor))}/s` },
  ]
}

/** What the floor makes last, so that it is made at all. */
let kept: unknown = null

function perSecond(work: (at: number) => void): number {
  const began = performance.now()
  for (let at = 0; at < steps; at += 1) work(at)
  return steps / ((performance.now() - began) / 1000)
}

/** Questions, answers said back and branches in turn; each question has its own variable. */
function flowOf(nodes: number): string {
  const made: { [id: string]: object } = { bye: { kind: 'end', text: 'Bye.' } }
  const variables: { [name: string]: object } = {}
  for (let at = 0; at < nodes; at += 1) {
    const next = at + 1 < nodes ? `n${at + 1}` : 'bye'
    const name = `v${at - (at % 3)}`
    if (at % 3 === 0) variables[name] = { type: 'text' }
    made[`n${at}`] = nodeOf(at, name, next)
  }
  return JSON.stringify({ format: 1, start: 'n0', variables, nodes: made }, null, 2)
}

function nodeOf(at: number, name: string, next: string): object {
  if (at % 3 === 0) {
    const text = `Question ${at}, please?`
    return { kind: 'ask', text, answer: { type: 'text' }, variable: name, to: { next } }
  }
  if (at % 3 === 1) return { kind: 'say', text: `You said {{ ${name} }} to ${at}.`, to: { next } }
  const cases = [{ when: `${name} == 'x${at}' || size(${name}) > ${at}`, port: 'long' }]
  return { kind: 'branch', cases, to: { long: next, else: next } }
}

const sourceOf = (text: string) => ({
  name: 'bench',
  start: 'main',
  flows: { main: { file: 'flows/main.flow.json', text } },
  actions: {},
})

function compiled(text: string): Program {
  const { program, problems } = compile(sourceOf(text))
  if (program === null) throw new Error(problems[0]?.reason)
  return program
}

function timed(work: () => void): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

function compileRows(nodes: number): readonly Row[] {
  const text = flowOf(nodes)
  const times = Array.from({ length: rounds }, () => timed(() => compiled(text)))
  const parsing = Array.from({ length: rounds }, () => timed(() => JSON.parse(text)))
  const megabytes = (text.length / 1e6).toFixed(1)
  const what = `compile ${count(nodes)} nodes (${megabytes} MB)`
  const figure = ms(median(times))
  return [
    nodes === 5000 ? { what, figure, target: '1 s', reached: median(times) < 1000 } : { what, figure },
    { what: 'floor: JSON.parse of the same file', figure: ms(median(parsing)) },
  ]
}

const edits = 200

function recheckRows(nodes: number): readonly Row[] {
  const text = flowOf(nodes)
  const checker = createChecker(sourceOf(text))
  return [
    editRow(`check ${count(nodes)} nodes again after one node was edited`, checker, (at) => {
      const next = `n${(at % (nodes - 1)) + 1}`
      return { flow: 'main', node: `n${at % nodes}`, value: { kind: 'say', text: `Edit ${at}.`, to: { next } } }
    }),
    editRow('the same, one typed letter in the file', checker, (at) => {
      const before = checker.source.flows.main?.text ?? text
      return { flow: 'main', text: before.replace(/"Bye\.+"/, `"Bye${'.'.repeat(1 + (at % 5))}"`) }
    }),
    editRow('the same, a node more', checker, (at) => ({
      flow: 'main',
      node: `more_${at}`,
      value: { kind: 'say', text: 'More.', to: { next: 'bye' } },
    })),
  ]
}

function editRow(what: string, checker: Checker, edit: (at: number) => FlowEdit): Row {
  const times: number[] = []
  for (let at = 0; at < edits; at += 1) {
    const each = edit(at * 7)
    times.push(timed(() => checker.edit(each)))
  }
  const sorted = times.sort((one, other) => one - other)
  const [middle, rare] = [quantile(sorted, 0.5), quantile(sorted, 0.95)]
  return { what, figure: `p50 ${ms(middle)}, p95 ${ms(rare)}`, target: 'p50 50 ms', reached: middle < 50 }
}
