import { createChecker } from '@parley/flow'
import { describe, expect, it } from 'vitest'
import type { NodeFile } from '../source/flow-file.ts'
import { exitsOf, freeExit, usualExits } from './exits.ts'
import { kindNames, kindViews } from './kind-view.ts'

const choice = (settings: object): NodeFile => ({
  kind: 'ask',
  text: 'Tea?',
  answer: { type: 'choice', choices: [{ id: 'yes', label: 'Yes' }], ...settings },
  variable: 'it',
})

/** What settings do to the exits, beside what every new node of a kind has. */
const settled: readonly NodeFile[] = [
  { kind: 'ask', text: 'Who?', answer: { type: 'text' }, variable: 'it', tries: 2, to: {} },
  { kind: 'ask', text: 'Who?', answer: { type: 'text' }, variable: 'it', idle: [{ after: '5m', port: 'idle' }] },
  { kind: 'ask', text: 'Which?', answer: { type: 'file' }, variable: 'it' },
  { kind: 'ask', text: 'Which?', answer: { type: 'choices', from: '["a"]' }, variable: 'it' },
  { kind: 'ask', text: 'Which?', answer: { type: 'choice', from: '["a"]' }, variable: 'it' },
  choice({}),
  choice({ other: true }),
  { ...choice({}), to: { 'choice.yes': 'a' } },
  { kind: 'understand', intents: [{ intent: 'buy' }, { intent: 'leave', port: 'bye' }] },
  { kind: 'understand', intents: [{ intent: 'buy' }], to: { unknown: 'a', answered: 'a' } },
  { kind: 'wait', for: '5m', event: { name: 'paid' } },
  { kind: 'wait', webhook: { name: 'paid' }, to: { reply: 'a' } },
  { kind: 'hand-over', wait: '5m' },
  { kind: 'action', action: 'find', mode: 'queue' },
  { kind: 'braze-track', attributes: {}, mode: 'queue' },
]

/** As the card has them: its rows. */
const rowsOf = (file: NodeFile, ports: Parameters<typeof exitsOf>[1]): readonly string[] =>
  usualExits(exitsOf(file, ports))
    .map(({ name }) => name)
    .toSorted()

describe('exits of every kind', () => {
  const fresh = kindNames.map((kind): NodeFile => ({ to: {}, ...kindViews[kind].fresh('it').node }))
  const all = [...fresh, ...settled]
  const nodes = Object.fromEntries(all.map((node, index) => [`n${index}`, node]))
  const text = JSON.stringify({ format: 1, start: 'n0', nodes: { ...nodes, a: { kind: 'end' } } })
  const view = createChecker({
    name: 'x',
    start: 'main',
    flows: { main: { file: 'flows/main.flow.json', text } },
    actions: { find: { outcomes: ['success', 'error'], outputs: {} } },
  }).view('main')

  it.each(all.map((node, index) => [JSON.stringify(node), `n${index}`, node] as const))(
    'a card has the same rows before and after the compiler has looked: %s',
    (_, id, node) => {
      const known = view?.ports.get(id)
      expect(known).toBeDefined()
      // Which flow or action is called, and so by which ways it ends, only the compiler knows.
      const isOpen = (node.kind === 'call' && node.flow === '') || (node.kind === 'action' && node.action === '')
      if (!isOpen) expect(rowsOf(node, undefined)).toEqual(rowsOf(node, known))
    },
  )

  it('those that every node of a kind has and few use stand aside, and no new follower is joined to them', () => {
    const understand = { kind: 'understand', intents: [{ intent: 'buy' }], to: { buy: 'a', else: 'a' } }
    const ports = ['buy', 'else'].map((name) => ({ name, required: true }))
    const known = [...ports, { name: 'unknown', required: false }, { name: 'answered', required: false }]
    expect(rowsOf(understand, known)).toEqual(['buy', 'else'])
    expect(exitsOf(understand, known).map(({ name }) => name)).toEqual(['buy', 'else', 'unknown', 'answered'])
    expect(freeExit(exitsOf(understand, known))).toBeUndefined()
  })
})
