import { describe, expect, it, onTestFinished } from 'vitest'
import { createClock } from './clock.ts'
import { createPending } from './pending.ts'

function pendingOf(delayMs: number, machine = () => 0) {
  const clock = createClock(machine)
  const delay = { ms: delayMs }
  const pending = createPending(clock, () => delay.ms, true)
  onTestFinished(() => pending.close())
  const applied: string[] = []
  const add = (name: string) => pending.add({ apply: () => applied.push(name), kept: () => name, bytes: 1 })
  return { clock, pending, delay, applied, add }
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
    const { add, applied } = pendingOf(1, Date.now)
    add('a')
    add('b')
    await expect.poll(() => applied, { interval: 5 }).toEqual(['a', 'b'])
  })

  it('[G1] takes earlier writes along when the delay was shortened meanwhile', () => {
    const { add, applied, clock, delay } = pendingOf(60_000)
    add('a')
    add('b')
    delay.ms = 1000
    add('c')
    clock.advance(1000)
    expect(applied).toEqual(['a', 'b', 'c'])
  })

  it('[G2] applies the oldest early rather than hold more than it may', () => {
    const clock = createClock(() => 0)
    const pending = createPending(clock, () => 1000, false, { writes: 2, bytes: 10 })
    onTestFinished(() => pending.close())
    const applied: string[] = []
    const add = (name: string, bytes: number) => pending.add({ apply: () => applied.push(name), bytes })
    for (const name of ['a', 'b', 'c']) add(name, 1)
    expect(applied).toEqual(['a'])
    add('d', 10)
    expect([applied, pending.size]).toEqual([['a', 'b', 'c'], 1])
  })

  it('goes on after a restart with what was waiting, in its order and at its times', () => {
    const first = pendingOf(1000)
    first.add('a')
    first.clock.advance(500)
    first.add('b')
    first.add('unknown')
    first.pending.close()
    const rows = first.pending.rows.changes.take().map((id) => [id, first.pending.rows.read(id)] as const)
    const next = pendingOf(1000)
    next.clock.advance(700)
    next.pending.rows.load(rows.toReversed())
    next.pending.resume((kept) => (kept === 'unknown' ? undefined : () => next.applied.push(String(kept))))
    expect(next.applied).toEqual([])
    next.add('c')
    next.clock.advance(300)
    expect(next.applied).toEqual(['a'])
    next.clock.advance(500)
    expect(next.applied).toEqual(['a', 'b'])
    const changed = next.pending.rows.changes.take()
    expect(changed).toEqual(expect.arrayContaining(rows.map(([id]) => id)))
    expect(changed.map(next.pending.rows.read).filter((one) => one !== undefined)).toHaveLength(1)
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
