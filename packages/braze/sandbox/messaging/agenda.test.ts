import { expect, it, onTestFinished } from 'vitest'
import { createClock } from '../clock.ts'
import { createAgenda } from './agenda.ts'

function start() {
  const clock = createClock(() => 1000)
  const agenda = createAgenda(clock)
  onTestFinished(() => agenda.close())
  return { clock, agenda, done: [] as string[] }
}

it('runs what a shift of the clock makes due, in the order of its times', () => {
  const { clock, agenda, done } = start()
  agenda.at(3000, () => done.push('second'))
  agenda.at(2000, () => done.push('first'))
  agenda.at(9000, () => done.push('never'))
  clock.advance(2000)
  expect(done).toEqual(['first', 'second'])
  expect(agenda.size).toBe(1)
})

it('runs what is due already at once', () => {
  const { agenda, done } = start()
  agenda.at(1000, () => done.push('now'))
  expect(done).toEqual(['now'])
})

it('runs what a piece adds for a time that has come', () => {
  const { clock, agenda, done } = start()
  agenda.at(2000, () => agenda.at(3000, () => done.push('inner')))
  clock.advance(5000)
  expect(done).toEqual(['inner'])
})

it('takes back what is called off, and everything when it closes', () => {
  const { clock, agenda, done } = start()
  const cancel = agenda.at(2000, () => done.push('called off'))
  agenda.at(3000, () => done.push('closed'))
  cancel()
  clock.advance(1500)
  agenda.close()
  clock.advance(9000)
  agenda.at(0, () => done.push('later'))
  expect(done).toEqual([])
})

it('runs when time passes by itself', async () => {
  const clock = createClock()
  const agenda = createAgenda(clock)
  onTestFinished(() => agenda.close())
  await new Promise<void>((resolve) => {
    agenda.at(clock.now() + 5, resolve)
    // The agenda's own timer does not keep a process alive.
    const alive = setTimeout(() => undefined, 60_000)
    onTestFinished(() => clearTimeout(alive))
  })
})
