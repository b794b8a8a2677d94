import { RuntimeError } from '@parley/runtime'
import { expect, test } from 'vitest'
import { createPressure } from './outreach-pressure.ts'
import { Refusal } from './refusal.ts'

const full = new RuntimeError('overloaded', 'Full.')

test('refusals that come all at once are given at a pace that Braze forgives, and none is held too long', async () => {
  const held: number[] = []
  const pressure = createPressure({ now: () => 0, wait: async (ms) => void held.push(ms), random: () => 0.5 })
  for (let n = 0; n < 200; n++) await pressure.refuse(full)
  expect(held.length).toBe(199)
  expect(held.filter((ms) => ms < 10_000).length).toBeLessThanOrEqual(84)
  for (let n = 0; n < 1000; n++) await pressure.refuse(full)
  expect(Math.max(...held)).toBeLessThanOrEqual(30_000)
})

test('a refusal alone is given at once, and says when to come back, each another time', async () => {
  let now = 0
  const waits: number[] = []
  const chances = [0, 0.5, 0.999]
  const pressure = createPressure({
    now: () => now,
    wait: async (ms) => void waits.push(ms),
    random: () => chances.shift() ?? 0,
  })
  const seconds: unknown[] = []
  for (let n = 0; n < 3; n++) {
    const refusal = await pressure.refuse(full)
    seconds.push(refusal instanceof Refusal && refusal.headers['retry-after'])
    now += 1000
  }
  expect([seconds, waits]).toEqual([['15', '45', '75'], []])
})

test('what another attempt would not change stays what it is', async () => {
  const pressure = createPressure({ now: () => 0, wait: async () => {}, random: () => 0 })
  for (const error of [new RuntimeError('unknown-flow', 'No.'), new Refusal('invalid-request'), new Error('bug')])
    expect(await pressure.refuse(error)).toBe(error)
})
