import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type WorkerLike, WorkerLine, WorkerStopped } from './line.ts'
import type { Letter, Reply } from './protocol.ts'

class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null
  onerror: WorkerLike['onerror'] = null
  readonly letters: Letter[] = []
  ended = false
  postMessage(letter: Letter): void {
    this.letters.push(letter)
  }
  terminate(): void {
    this.ended = true
  }
  reply(reply: Reply): void {
    this.onmessage?.({ data: reply } as MessageEvent<Reply>)
  }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function lineWith() {
  const workers: FakeWorker[] = []
  const stops: WorkerStopped[] = []
  const line = new WorkerLine({
    start: () => {
      const worker = new FakeWorker()
      workers.push(worker)
      return worker
    },
    onStopped: (error) => stops.push(error),
  })
  return { line, workers, stops }
}

test('[WL1] answers find their calls, whatever the order', async () => {
  const { line, workers } = lineWith()
  const one = line.ask('dataPoints', {})
  const two = line.ask('unfinished', {})
  workers[0]?.reply({ id: 2, kind: 'answer', answer: [] })
  workers[0]?.reply({ id: 1, kind: 'failed', reason: 'no' })
  await expect(one).rejects.toThrow('no')
  await expect(two).resolves.toEqual([])
})

test('[WL1] [WL2] a worker that does not answer is ended, all that it was asked is refused, and another one begins', async () => {
  const { line, workers, stops } = lineWith()
  const first = line.open()
  const asked = [line.ask('preview', { flow: 'm', source: '', as: 'plain', values: {} }), line.ask('unfinished', {})]
  const settled = Promise.allSettled(asked)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(workers[0]?.ended).toBe(true)
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(stops.map(({ why }) => why)).toEqual(['slow'])
  expect(line.open()).not.toBe(first)
  expect(workers).toHaveLength(2)
})

test('progress keeps a long call alive', async () => {
  const { line, workers, stops } = lineWith()
  const done: number[] = []
  const running = line.ask('runStories', { files: [], paths: [] }, (share) => done.push(share))
  for (let round = 1; round <= 4; round += 1) {
    await vi.advanceTimersByTimeAsync(100_000)
    workers[0]?.reply({ id: 1, kind: 'progress', done: round / 4 })
  }
  workers[0]?.reply({ id: 1, kind: 'answer', answer: { results: [], problems: [], coverage: [] } })
  await running
  expect(done).toEqual([0.25, 0.5, 0.75, 1])
  expect(stops).toEqual([])
})

test('[WL1] a crash refuses what is under way; a closed line refuses everything', async () => {
  const { line, workers, stops } = lineWith()
  const asked = line.ask('unfinished', {})
  workers[0]?.onerror?.(new Event('error') as ErrorEvent)
  await expect(asked).rejects.toThrow(WorkerStopped)
  expect(stops.map(({ why }) => why)).toEqual(['crashed'])
  line.close()
  await expect(line.ask('unfinished', {})).rejects.toMatchObject({ why: 'closed' })
})
