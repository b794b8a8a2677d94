import { expect, it, onTestFinished } from 'vitest'
import { createPool } from './pool.ts'

function start(workers: number) {
  const bugs: unknown[] = []
  const pool = createPool(workers, (bug) => bugs.push(bug))
  onTestFinished(() => pool.close())
  const done: string[] = []
  return { pool, bugs, done, piece: (name: string) => async () => void done.push(name) }
}

it('does what is set off before it sets off more', async () => {
  const { pool, done, piece } = start(1)
  const blocker = Promise.withResolvers<void>()
  pool.add(() => blocker.promise)
  for (const name of ['a', 'b']) {
    pool.addSource(async () => {
      done.push(`source ${name}`)
      pool.add(piece(`${name}1`))
      pool.add(piece(`${name}2`))
    })
  }
  pool.add(piece('first'))
  blocker.resolve()
  await pool.idle()
  expect(done).toEqual(['first', 'source a', 'a1', 'a2', 'source b', 'b1', 'b2'])
})

it('keeps the order of thousands of pieces, and goes on after one that fails', async () => {
  const { pool, done, bugs, piece } = start(3)
  const names = Array.from({ length: 5000 }, (_, index) => String(index))
  pool.add(async () => {
    throw new Error('a bug')
  })
  for (const name of names) pool.add(piece(name))
  await pool.idle()
  expect(done).toEqual(names)
  expect(bugs).toHaveLength(1)
})

it('forgets what has not begun when it closes, and is idle then', async () => {
  const { pool, done, piece } = start(1)
  pool.add(() => new Promise(() => undefined))
  pool.add(piece('never'))
  const idle = pool.idle()
  pool.close()
  pool.add(piece('late'))
  await idle
  expect(done).toEqual([])
})
