import { expect, it } from 'vitest'
import { createClock } from '../clock.ts'
import { createHostHealth } from './host-health.ts'

const start = (failures: number, share?: number) => {
  const clock = createClock(() => 600_000)
  return { clock, health: createHostHealth(clock, failures, share) }
}

it('leaves a host in peace for a minute after more failures than are bearable', () => {
  const { clock, health } = start(3)
  for (let count = 0; count < 3; count += 1) health.note('a', 503)
  expect(health.pausedUntil('a')).toBeUndefined()
  health.note('a', undefined)
  expect(health.pausedUntil('a')).toBe(660_000)
  expect(health.pausedUntil('b')).toBeUndefined()
  clock.advance(60_000)
  expect(health.pausedUntil('a')).toBeUndefined()
})

it('counts only 408, 429, 502, 503, 504, 529 and silence, within one minute', () => {
  const { clock, health } = start(3)
  for (const status of [200, 400, 404, 500, 501]) health.note('a', status)
  for (const status of [408, 429, 502]) health.note('a', status)
  expect(health.pausedUntil('a')).toBeUndefined()
  clock.advance(60_000)
  for (const status of [503, 504, 529]) health.note('a', status)
  expect(health.pausedUntil('a')).toBeUndefined()
})

it('asks for a share of failures besides, where one is given', () => {
  const { health } = start(3, 0.9)
  for (let count = 0; count < 4; count += 1) health.note('a', 503)
  expect(health.pausedUntil('a')).toBeDefined()
  for (let count = 0; count < 4; count += 1) health.note('b', 200)
  for (let count = 0; count < 4; count += 1) health.note('b', 503)
  expect(health.pausedUntil('b')).toBeUndefined()
})
