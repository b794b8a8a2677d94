import { expect, test } from 'vitest'
import { createGatherer } from './gather.ts'

/** A round that is let go by hand. */
function createRounds() {
  const rounds: string[][] = []
  const open: PromiseWithResolvers<void>[] = []
  const run = async (items: readonly string[]) => {
    rounds.push([...items])
    const gate = Promise.withResolvers<void>()
    open.push(gate)
    await gate.promise
    return items.map((item) => item.toUpperCase())
  }
  return { rounds, run, next: () => open.shift()?.resolve(), fail: () => open.shift()?.reject(new Error('no')) }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

test('what comes in one tick is one round, what comes while it runs is the next', async () => {
  const { rounds, run, next } = createRounds()
  const ask = createGatherer(run)
  const first = [ask('a'), ask('b')]
  await soon()
  const second = [ask('c'), ask('d')]
  await soon()
  expect(rounds).toEqual([['a', 'b']])
  next()
  expect(await Promise.all(first)).toEqual(['A', 'B'])
  await soon()
  next()
  expect(await Promise.all(second)).toEqual(['C', 'D'])
  expect(rounds).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
})

test('the same key is never twice in a round, and keeps its order', async () => {
  const { rounds, run, next } = createRounds()
  const ask = createGatherer(run, { keyOf: (item) => item[0] ?? '', most: 2 })
  const all = Promise.all(['a1', 'a2', 'b1', 'c1', 'a3'].map(ask))
  for (let round = 0; round < 3; round += 1) {
    await soon()
    next()
  }
  expect(await all).toEqual(['A1', 'A2', 'B1', 'C1', 'A3'])
  expect(rounds).toEqual([['a1', 'b1'], ['a2', 'c1'], ['a3']])
})

test('a round that fails fails its own calls alone', async () => {
  const { run, next, fail } = createRounds()
  const ask = createGatherer(run)
  const lost = ask('a').catch((error: unknown) => String(error))
  await soon()
  const kept = ask('b')
  fail()
  expect(await lost).toBe('Error: no')
  await soon()
  next()
  expect(await kept).toBe('B')
})
