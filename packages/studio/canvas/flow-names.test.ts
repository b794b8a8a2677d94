import { describe, expect, it } from 'vitest'
import { documentFrom } from '../source/document.ts'
import { SourceStore } from '../source/store.ts'
import { addFlow, copyFlow, renameFlow, startOf, usesOf } from './flow-names.ts'

const call = { kind: 'call', flow: 'pay', to: { next: 'bye' } }
const flowText = (nodes: object): string => JSON.stringify({ format: 1, start: 'a', nodes })
const open = (): SourceStore =>
  new SourceStore(
    documentFrom({
      'solution.ts': "export default defineSolution({ name: 'x', start: 'main' })\n",
      'flows/main.flow.json': flowText({ a: call, bye: { kind: 'end' } }),
      'flows/pay.flow.json': flowText({ a: call }),
      'texts/ko.yaml': '# texts\nmain:\n  a: 1\npay: # the other\n  a: 2\n',
    }),
  )

describe('a renamed flow', () => {
  it('is followed by its calls, its translations and the start, in one step back', () => {
    const store = open()
    expect(renameFlow(store, 'pay', 'checkout', true)).toBe('done')
    expect(store.flowNames).toEqual(['checkout', 'main'])
    expect(store.flow('main')?.nodes.a?.flow).toBe('checkout')
    expect(store.flow('checkout')?.nodes.a?.flow).toBe('checkout')
    expect(store.text('texts/ko.yaml')).toBe('# texts\nmain:\n  a: 1\ncheckout: # the other\n  a: 2\n')
    renameFlow(store, 'main', 'begin', true)
    expect(startOf(store)).toBe('begin')
    store.undo()
    store.undo()
    expect(store.flowNames).toEqual(['main', 'pay'])
    expect(store.flow('main')).toEqual(open().flow('main'))
    expect(store.text('solution.ts')).toBe(open().text('solution.ts'))
  })

  it('is told when the start is not for this person to change', () => {
    const store = open()
    expect(renameFlow(store, 'main', 'begin', false)).toBe('start-stays')
    expect(startOf(store)).toBe('main')
  })

  it('stays where the new name is none or is taken', () => {
    const store = open()
    renameFlow(store, 'pay', 'Pay now', true)
    renameFlow(store, 'pay', 'main', true)
    expect(store.flowNames).toEqual(['main', 'pay'])
  })
})

describe('flows', () => {
  it('are added and copied under free names', () => {
    const store = open()
    expect([addFlow(store), addFlow(store), copyFlow(store, 'pay'), copyFlow(store, 'gone')]).toEqual([
      'flow',
      'flow_2',
      'pay_2',
      null,
    ])
    expect(store.flow('pay_2')).toEqual(store.flow('pay'))
  })

  it('tell where they are called from, but for themselves', () => {
    expect(usesOf(open(), 'pay')).toEqual([{ flow: 'main', node: 'a' }])
  })
})
