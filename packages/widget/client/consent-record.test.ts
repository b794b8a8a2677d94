import { expect, test } from 'vitest'
import type { ConsentRequest } from '../protocol.ts'
import { recordConsent } from './consent-record.ts'
import { createStore } from './store.ts'

const place = { solution: 'shop', environment: 'prod' } as const

function createPerson() {
  const told: ConsentRequest[] = []
  const kept = new Map<string, string>()
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
    key: (index: number) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size
    },
  }
  const around = { store: createStore(() => storage), randomBytes: (count: number) => new Uint8Array(count) }
  let isDown = false
  const server = {
    async consent(request: ConsentRequest) {
      if (isDown) throw new Error('no answer')
      told.push(request)
    },
  }
  return {
    kept,
    agree: (level: ConsentRequest['level']) => recordConsent(place, level, { server, around }),
    levels: () => told.map(({ level }) => level),
    told,
    down: (is: boolean) => {
      isDown = is
    },
  }
}

test('each change is told once, with whose it is', async () => {
  const person = createPerson()
  for (const level of ['full', 'full', 'essential', 'none', 'none', 'full'] as const) await person.agree(level)
  expect(person.levels()).toEqual(['full', 'essential', 'none', 'full'])
  expect(person.told[0]).toEqual({ ...place, visitor: expect.stringMatching(/^vis_/), level: 'full', source: 'page' })
})

test('who never agreed leaves no trace, here or there', async () => {
  const person = createPerson()
  await person.agree('none')
  expect([person.levels(), person.kept.size]).toEqual([[], 0])
})

test('what did not arrive is told again', async () => {
  const person = createPerson()
  person.down(true)
  await expect(person.agree('full')).rejects.toThrow('no answer')
  person.down(false)
  await person.agree('full')
  person.down(true)
  await expect(person.agree('none')).rejects.toThrow('no answer')
  person.down(false)
  await person.agree('none')
  expect(person.levels()).toEqual(['full', 'none'])
})
