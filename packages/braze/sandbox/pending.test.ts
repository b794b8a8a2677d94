import { describe, expect, it, onTestFinished } from 'vitest'
import { createClock } from './clock.ts'
import { createPending } from './pending.ts'

function pendingOf(delayMs: number) {
  const clock = createClock(() => 0)
  const pending = createPending(clock, () => delayMs)
  onTestFinished(() => pending.close())
  const applied: string[] = []
  return { clock, pending, applied, add: (name: string) => pending.add(() => applied.push(name)) }
}

describe('createPending', () => {
  it('applies at once without a delay', () => {
    const { add, applied } = pendingOf(0)
    add('a')
    expect(applied).toEqual(['a'])
  })

  it('applies when the clock passes the time, oldest first', () => {
    const { add, applied, clock, pending } = pendingOf(1000)
    add('a')
    clock.advance(600)
    add('b')
    clock.advance(500)
    expect([applied, pending.size]).toEqual([['a'], 1])
    clock.advance(600)
    expect([applied, pending.size]).toEqual([['a', 'b'], 0])
  })

  it('applies by itself when the time has passed', async () => {
    const { add, applied } = pendingOf(1)
    add('a')
    add('b')
    await expect.poll(() => applied, { interval: 5 }).toEqual(['a', 'b'])
  })

  it('applies nothing after it was closed', () => {
    const { add, applied, clock, pending } = pendingOf(1000)
    add('a')
    pending.close()
    add('late')
    clock.advance(5000)
    expect(applied).toEqual([])
  })
})
