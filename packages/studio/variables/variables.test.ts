import { describe, expect, it } from 'vitest'
import type { FlowFile } from '../source/flow-file.ts'
import { freeName, idFrom, isId } from './name.ts'
import { renameVariable } from './rename-variable.ts'
import { usesIn } from './uses.ts'

const flow: FlowFile = {
  format: 1,
  start: 'ask',
  variables: { age: { type: 'number' }, unused: { type: 'text' } },
  idle: [{ after: '10m', remind: 'Still {{ age }}?' }],
  nodes: {
    ask: { kind: 'ask', text: 'Age?', answer: { type: 'number' }, variable: 'age', to: { next: 'check' } },
    check: { kind: 'branch', cases: [{ when: 'age > 17', port: 'yes' }], to: { yes: 'send', else: 'bye' } },
    send: { kind: 'action', action: 'x', input: { age: 'age' }, save: { age: 'outputs.age' }, to: {} },
    set: { kind: 'set', set: { unused: "'a'", age: 'age + 1' }, to: {} },
    loop: { kind: 'call', flow: 'main', input: { age: 'age' }, save: { age: 'outputs.age' }, to: {} },
    bye: { kind: 'end', text: 'Bye {{ age }}' },
  },
}

describe('a variable under another name', () => {
  const renamed = renameVariable(flow, 'main', 'main', 'age', 'years')

  it('is declared, asked for, set, compared and said under it', () => {
    expect(Object.keys(renamed.variables ?? {})).toEqual(['years', 'unused'])
    expect(renamed.nodes.ask?.variable).toBe('years')
    expect(renamed.nodes.check?.cases).toEqual([{ when: 'years > 17', port: 'yes' }])
    expect(renamed.nodes.set?.set).toEqual({ unused: "'a'", years: 'years + 1' })
    expect(Object.keys(renamed.nodes.set?.set ?? {})).toEqual(['unused', 'years'])
    expect(renamed.nodes.bye?.text).toBe('Bye {{ years }}')
    expect(renamed.idle).toEqual([{ after: '10m', remind: 'Still {{ years }}?' }])
  })

  it('leaves fields of actions, which have names of their own', () => {
    expect(renamed.nodes.send).toMatchObject({ input: { age: 'years' }, save: { years: 'outputs.age' } })
  })

  it('is what calls of its flow hand over and get back', () => {
    expect(renamed.nodes.loop).toMatchObject({ input: { years: 'years' }, save: { years: 'outputs.years' } })
    const other = renameVariable(flow, 'other', 'main', 'age', 'years')
    expect(other.nodes.loop).toMatchObject({ input: { years: 'age' }, save: { age: 'outputs.years' } })
    expect(other.nodes.bye).toBe(flow.nodes.bye)
    expect(renameVariable(flow, 'other', 'third', 'age', 'years')).toBe(flow)
  })

  it('never becomes another one', () => {
    expect(renameVariable(flow, 'main', 'main', 'age', 'unused')).toBe(flow)
  })
})

describe('the uses of a variable', () => {
  it('are found wherever it is written and read', () => {
    const uses = usesIn(flow)
    expect(uses.get('age')?.map(({ node, field, how }) => `${node} ${field} ${how}`)).toEqual(
      [
        'null idle[0].remind reads',
        'ask variable writes',
        'check cases[0].when reads',
        'send input.age reads',
        'send save.age writes',
        'set set.age reads',
        'set set.unused writes',
        'set set.age writes',
        'loop input.age reads',
        'loop save.age writes',
        'bye text reads',
      ].filter((use) => !use.includes('unused')),
    )
    expect(uses.get('unused')).toEqual([{ node: 'set', field: 'set.unused', how: 'writes' }])
  })
})

describe('a name', () => {
  it('is made of words', () => {
    expect(idFrom('First name!')).toBe('first_name')
    expect(idFrom('2. Größe')).toBe('grosse')
    expect(idFrom('이름')).toBe('ireum')
    expect(idFrom('名前')).toBe('')
    expect(isId('first_name')).toBe(true)
    expect(isId('First')).toBe(false)
    expect(freeName('a', (name) => ['a', 'a_2'].includes(name))).toBe('a_3')
  })
})
